/* SPDX-License-Identifier: MIT */
#ifndef JAIL_H
#define JAIL_H

/*
 * From here on this process, and what it starts, opens nothing for writing,
 * changes no files, has no network and traces nobody.  What is open already
 * stays usable.  It runs other programs, and sends signals, only if it may.
 * 1, or 0 where the kernel knows no seccomp: then nothing is held; -1 when
 * there is no memory.
 */
enum jail { JAIL_RUN = 1, JAIL_SIGNAL = 2 };
int jail_enter(int may);

#endif
