/* SPDX-License-Identifier: MIT */
/* The page and all that is put into it; each ends in '\0'. */
	.section .rodata
	.globl	page_html, page_css, page_d3, page_plot, page_js
page_html:
	.incbin	"filters/report/page/page.html"
	.byte	0
page_css:
	.incbin	"filters/report/page/style.css"
	.byte	0
page_d3:
	.incbin	"filters/report/vendor/d3.min.js"
	.byte	0
page_plot:
	.incbin	"filters/report/vendor/plot.min.js"
	.byte	0
page_js:
	.incbin	"filters/report/page/text.js"
	.incbin	"filters/report/page/model.js"
	.incbin	"filters/report/page/parts.js"
	.incbin	"filters/report/page/chart.js"
	.incbin	"filters/report/page/views.js"
	.incbin	"filters/report/page/main.js"
	.byte	0
	.section .note.GNU-stack, "", %progbits
