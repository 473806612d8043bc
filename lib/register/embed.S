/* SPDX-License-Identifier: MIT */
/* The tables of the register as bytes: register_csv_NAME up to register_csv_NAME_end. */

	.macro	table name
	.globl	register_csv_\name
	.globl	register_csv_\name\()_end
	.type	register_csv_\name, @object
	.type	register_csv_\name\()_end, @object
register_csv_\name:
	.incbin	"lib/register/\name\().csv"
register_csv_\name\()_end:
	.byte	0
	.size	register_csv_\name, register_csv_\name\()_end - register_csv_\name
	.size	register_csv_\name\()_end, 1
	.endm

	.section .rodata
	table	organisations
	table	former
	table	aliases
	table	successors
	table	memberships
	table	groups
	table	allocations
	table	populations

	.section .note.GNU-stack, "", @progbits
