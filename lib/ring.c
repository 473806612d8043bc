/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "ring.h"

enum { BLOCKS = 4 };

struct ring {
	pthread_mutex_t lock;
	pthread_cond_t change;
	size_t size, length[BLOCKS];
	unsigned long pushed, released; /* ever; their difference waits */
	int ended, stopped;
	unsigned char bytes[];
};

struct ring *
ring_new(size_t size)
{
	struct ring *r;

	if (size > (SIZE_MAX - sizeof(*r)) / BLOCKS)
		return NULL;
	r = calloc(1, sizeof(*r) + BLOCKS * size);
	if (r == NULL)
		return NULL;
	if (pthread_mutex_init(&r->lock, NULL) != 0 ||
	    pthread_cond_init(&r->change, NULL) != 0) {
		free(r);
		return NULL;
	}
	r->size = size;
	return r;
}

void
ring_free(struct ring *r)
{
	if (r == NULL)
		return;
	pthread_cond_destroy(&r->change);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

unsigned char *
ring_fill(struct ring *r)
{
	unsigned char *block = NULL;

	pthread_mutex_lock(&r->lock);
	while (r->pushed - r->released == BLOCKS && !r->stopped)
		pthread_cond_wait(&r->change, &r->lock);
	if (!r->stopped)
		block = r->bytes + r->pushed % BLOCKS * r->size;
	pthread_mutex_unlock(&r->lock);
	return block;
}

void
ring_push(struct ring *r, size_t n)
{
	pthread_mutex_lock(&r->lock);
	r->length[r->pushed++ % BLOCKS] = n;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
}

void
ring_end(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->ended = 1;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
}

const unsigned char *
ring_take(struct ring *r, size_t *n)
{
	const unsigned char *block = NULL;

	pthread_mutex_lock(&r->lock);
	while (r->pushed == r->released && !r->ended)
		pthread_cond_wait(&r->change, &r->lock);
	if (r->pushed != r->released && !r->stopped) {
		block = r->bytes + r->released % BLOCKS * r->size;
		*n = r->length[r->released % BLOCKS];
	}
	pthread_mutex_unlock(&r->lock);
	return block;
}

void
ring_release(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->released++;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
}

void
ring_stop(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->stopped = 1;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
}
