/* SPDX-License-Identifier: MIT */
/*
 * Faults that the hardware will not give on demand.  Built as a shared
 * object and preloaded; driven by the environment:
 *
 *	SHIM_SHORT=n    read(2) and write(2) move at most n bytes a call
 *	SHIM_EINTR=n    every n-th read(2) or write(2) is interrupted first
 *	SHIM_ENOSPC=n   write(2) finds the disk full after n bytes
 *	SHIM_EIO=n      read(2) fails with EIO after n bytes
 *	SHIM_NOMEM=n    the n-th allocation fails, and every one after it
 *	SHIM_NOMEM1=n   only the n-th allocation fails
 *	SHIM_COUNT=fd   how many allocations there were, at a normal end
 *
 * Standard error is left alone, so that the message of a failure arrives.
 * Under AddressSanitizer its allocator comes first and SHIM_NOMEM does
 * nothing; the others work.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_write)(int, const void *, size_t);
static long most, interrupt_every, disk, source, nomem, nomem_once;
static int armed;
static atomic_long calls, read_bytes, written, allocations;

/* The value of an option, or -1 when it is not set. */
static long
setting(const char *name)
{
	const char *s = getenv(name);

	return s != NULL && *s != '\0' ? strtol(s, NULL, 10) : -1;
}

__attribute__((constructor)) static void
start(void)
{
	void *p;

	/* Through memcpy: C has no cast from data to function pointers. */
	p = dlsym(RTLD_NEXT, "read");
	memcpy(&real_read, &p, sizeof(p));
	p = dlsym(RTLD_NEXT, "write");
	memcpy(&real_write, &p, sizeof(p));
	most = setting("SHIM_SHORT");
	interrupt_every = setting("SHIM_EINTR");
	disk = setting("SHIM_ENOSPC");
	source = setting("SHIM_EIO");
	nomem = setting("SHIM_NOMEM");
	nomem_once = setting("SHIM_NOMEM1");
	armed = 1;
}

__attribute__((destructor)) static void
end(void)
{
	long fd = setting("SHIM_COUNT");

	if (fd > 0)
		dprintf((int)fd, "%ld\n", atomic_load(&allocations));
}

static int
interrupted(void)
{
	return interrupt_every > 0 &&
	       atomic_fetch_add(&calls, 1) % interrupt_every == 0;
}

static size_t
at_most(size_t n, long limit)
{
	/* Two threads may have gone beyond a limit together. */
	if (limit <= 0)
		return 0;
	return (unsigned long)limit < n ? (size_t)limit : n;
}

ssize_t
read(int fd, void *dst, size_t n)
{
	ssize_t k;

	if (!armed)
		start();
	if (interrupted()) {
		errno = EINTR;
		return -1;
	}
	if (most > 0)
		n = at_most(n, most);
	if (source >= 0) {
		n = at_most(n, source - atomic_load(&read_bytes));
		if (n == 0) {
			errno = EIO;
			return -1;
		}
	}
	k = real_read(fd, dst, n);
	if (k > 0)
		atomic_fetch_add(&read_bytes, k);
	return k;
}

ssize_t
write(int fd, const void *src, size_t n)
{
	ssize_t k;

	if (!armed)
		start();
	if (fd == STDERR_FILENO)
		return real_write(fd, src, n);
	if (interrupted()) {
		errno = EINTR;
		return -1;
	}
	if (most > 0)
		n = at_most(n, most);
	if (disk >= 0 && n > 0) {
		n = at_most(n, disk - atomic_load(&written));
		if (n == 0) {
			errno = ENOSPC;
			return -1;
		}
	}
	k = real_write(fd, src, n);
	if (k > 0)
		atomic_fetch_add(&written, k);
	return k;
}

void *seccomp_init(uint32_t action);
void seccomp_release(void *filter);

/* libseccomp 2.5 frees twice without memory: that is not ours to try. */
static int sheltered;

void *
seccomp_init(uint32_t action)
{
	void *(*real)(uint32_t);
	void *p = dlsym(RTLD_NEXT, "seccomp_init");

	memcpy(&real, &p, sizeof(p));
	sheltered = 1;
	return real(action);
}

void
seccomp_release(void *filter)
{
	void (*real)(void *);
	void *p = dlsym(RTLD_NEXT, "seccomp_release");

	memcpy(&real, &p, sizeof(p));
	real(filter);
	sheltered = 0;
}

/* 1 if this allocation is the one to fail. */
static int
refused(void)
{
	long i;

	if (sheltered)
		return 0;
	i = atomic_fetch_add(&allocations, 1) + 1;
	if (!armed || (nomem < 0 && nomem_once < 0))
		return 0;
	if (i != nomem_once && (nomem < 0 || i < nomem))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	return refused() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return refused() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return refused() ? NULL : __libc_realloc(p, n);
}
