/* SPDX-License-Identifier: MIT */
	.section .rodata
	.globl	payments_headings
payments_headings:
	.incbin	"filters/payments/headings.txt"
	.byte	0
	.section .note.GNU-stack, "", %progbits
