/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdlib.h>

#include "jail.h"

/*
 * Opening for writing is told by the flags of the call, which a filter can
 * see; the new openat2 hides them behind a pointer, so it is refused as a
 * kernel without it would.
 */
static int
refuse_writes(scmp_filter_ctx f)
{
	uint32_t no = SCMP_ACT_ERRNO(EACCES);
	int r = 0, flags[] = {O_WRONLY, O_RDWR};

	for (size_t i = 0; i < 2; i++) {
		scmp_datum_t want = (scmp_datum_t)flags[i];

		r |= seccomp_rule_add(f, no, SCMP_SYS(open), 1,
		    SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE, want));
		r |= seccomp_rule_add(f, no, SCMP_SYS(openat), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, want));
	}
	r |= seccomp_rule_add(f, no, SCMP_SYS(open), 1,
	    SCMP_A1(SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT));
	r |= seccomp_rule_add(f, no, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT));
	r |= seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0);
	return r;
}

static void
refuse(scmp_filter_ctx f, const int *call, size_t n)
{
	for (size_t i = 0; i < n; i++)
		seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), call[i], 0);
}

enum { RESERVE = 100 << 10 };

#define REFUSE(f, calls) refuse(f, calls, sizeof(calls) / sizeof *(calls))

int
jail_enter(int may)
{
	static const int refused[] = {SCMP_SYS(socket), SCMP_SYS(socketpair),
	    SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(creat),
	    SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename),
	    SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(mkdir),
	    SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(link),
	    SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat),
	    SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(truncate),
	    SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat),
	    SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(fchownat),
	    SCMP_SYS(lchown), SCMP_SYS(ptrace), SCMP_SYS(process_vm_writev),
	    SCMP_SYS(mount), SCMP_SYS(io_uring_setup)};
	static const int programs[] = {SCMP_SYS(execve), SCMP_SYS(execveat),
	    SCMP_SYS(fork), SCMP_SYS(vfork)};
	static const int signals[] = {
	    SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(pidfd_open)};
	/* libseccomp does not survive a want of memory: it shall have it. */
	void *reserve = malloc(RESERVE);
	scmp_filter_ctx f;
	int held;

	if (reserve == NULL)
		return -1;
	free(reserve);
	f = seccomp_init(SCMP_ACT_ALLOW);
	if (f == NULL)
		return -1;
	seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1);
	REFUSE(f, refused);
	if (!(may & JAIL_RUN))
		REFUSE(f, programs);
	if (!(may & JAIL_SIGNAL))
		REFUSE(f, signals);
	held = refuse_writes(f) == 0 && seccomp_load(f) == 0;
	seccomp_release(f);
	return held;
}
