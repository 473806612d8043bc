/* SPDX-License-Identifier: MIT */
/* Writable: dataset.c turns these bytes into strings where they stand. */
	.data
	.globl	dataset_csv
dataset_csv:
	.incbin	"lib/dataset/columns.csv"
	.byte	0
	.globl	dataset_depends_csv
dataset_depends_csv:
	.incbin	"lib/dataset/depends.csv"
	.byte	0
	.section .note.GNU-stack, "", %progbits
