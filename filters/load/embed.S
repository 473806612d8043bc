/* SPDX-License-Identifier: MIT */
	.section .rodata
	.globl	drop_sql, views_sql
drop_sql:
	.incbin	"filters/load/drop.sql"
	.byte	0
views_sql:
	.incbin	"filters/load/views.sql"
	.byte	0
	.section .note.GNU-stack, "", %progbits
