/* SPDX-License-Identifier: MIT */
#ifndef TOPIC_H
#define TOPIC_H

#include "document.h"

/* The CCG that a document is about (entity index), or SIZE_MAX: who publishes
 * it, whom its title names, who comes first, who is named most. */
size_t topic_of(const struct document *d);
/* 1 if no other CCG is named as often as the topic, and no trust before it. */
int topic_dominates(const struct document *d, size_t topic);
/* The word that ends right before byte at of text; may be empty. */
struct slice topic_last_word(struct slice text, size_t at);

#endif
