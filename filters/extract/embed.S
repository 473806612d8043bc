/* SPDX-License-Identifier: MIT */
/* The rule files as they stand in rules/, and extract_rules[] over them. */
	.section .rodata
	.macro rules name
	.pushsection .rodata.str
9:	.asciz "\name\().rules"
	.popsection
	.pushsection .rodata.rules
7:	.incbin "filters/extract/rules/\name\().rules"
8:
	.popsection
	.pushsection .data.rel.ro,"aw"
	.quad 9b, 7b, 8b
	.popsection
	.endm
	.pushsection .data.rel.ro,"aw"
	.balign 8
	.globl extract_rules
	.type extract_rules, @object
extract_rules:
	.popsection
	rules pieces
	rules context
	rules position
	rules savings
	rules payments
	rules spending
	rules rating
	rules measures
	rules status
	rules people
	rules persons
	rules merger
	rules sharing
	rules ways
	rules table
	.pushsection .data.rel.ro,"aw"
	.quad 0, 0, 0
	.popsection
	.section .note.GNU-stack,"",@progbits
