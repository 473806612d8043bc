/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "guard.h"
#include "period.h"

/* What period_next finds, as one line that a person can read. */
struct line {
	char s[512];
	size_t n;
};

static void put(struct line *l, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
put(struct line *l, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(l->s + l->n, sizeof l->s - l->n, fmt, ap);
	va_end(ap);
	assert_true(n >= 0 && (size_t)n < sizeof l->s - l->n);
	l->n += (size_t)n;
}

static const char *const kinds[] = {[PERIOD_FIN_YEAR] = "FIN_YEAR",
    [PERIOD_FIN_SPAN] = "FIN_SPAN",
    [PERIOD_YEAR] = "YEAR",
    [PERIOD_MONTH] = "MONTH",
    [PERIOD_DAY] = "DAY",
    [PERIOD_QUARTER] = "QUARTER",
    [PERIOD_FIN_MONTH] = "FIN_MONTH",
    [PERIOD_THIS_YEAR] = "THIS_YEAR",
    [PERIOD_THIS_MONTH] = "THIS_MONTH",
    [PERIOD_THIS_WEEK] = "THIS_WEEK",
    [PERIOD_THIS_DAY] = "THIS_DAY",
    [PERIOD_AGO] = "AGO",
    [PERIOD_HALF] = "HALF",
    [PERIOD_WEEKDAY] = "WEEKDAY",
    [PERIOD_SEASON] = "SEASON"};

static void
put_marks(struct line *l, const struct period *p)
{
	put(l, "%s%s%s%s", p->calendar ? " calendar" : "",
	    p->until ? " until" : "", p->as_at ? " as_at" : "",
	    p->start_of ? " start_of" : "");
	put(l, "%s%s%s%s", p->of_year ? " of_year" : "",
	    p->chained ? " chained" : "", p->rolling ? " rolling" : "",
	    p->nearest ? " nearest" : "");
}

/* "words=KIND year mMONTH dDAY offset marks; ..." */
static void
put_all(struct line *l, struct slice text)
{
	struct period p;

	for (size_t at = 0; period_next(text, at, &p); at = p.end) {
		put(l, "%s%.*s=%s", l->n > 0 ? "; " : "",
		    (int)(p.end - p.start), text.p + p.start, kinds[p.kind]);
		if (p.year != 0)
			put(l, " %d", p.year);
		if (p.year2 != 0)
			put(l, "..%d", p.year2);
		if (p.month != 0)
			put(l, " m%d", p.month);
		if (p.day != 0)
			put(l, " d%d", p.day);
		if (p.offset != 0)
			put(l, " %+d", p.offset);
		put_marks(l, &p);
	}
}

static void
finds(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
	    /* financial years */
	    {"in 2017-18", "2017-18=FIN_YEAR 2017"},
	    {"2017/18", "2017/18=FIN_YEAR 2017"},
	    {"2017–18", "2017–18=FIN_YEAR 2017"},
	    {"2017‑18", "2017‑18=FIN_YEAR 2017"},
	    {"2017-2018", "2017-2018=FIN_YEAR 2017"},
	    {"2017/2018", "2017/2018=FIN_YEAR 2017"},
	    {"2017 / 18", "2017 / 18=FIN_YEAR 2017"},
	    {"2017 - 18", "2017 - 18=FIN_YEAR 2017"},
	    {"1999-00", "1999-00=FIN_YEAR 1999"},
	    {"2009-10", "2009-10=FIN_YEAR 2009"},
	    {"17/18", "17/18=FIN_YEAR 2017"},
	    {"16/17 finance papers", "16/17=FIN_YEAR 2016"},
	    {"in 17-18", "17-18=FIN_YEAR 2017"},
	    {"for 17-18", "17-18=FIN_YEAR 2017"},
	    {"17-18", ""},
	    {"2017 to 2018", "2017 to 2018=FIN_YEAR 2017"},
	    {"FY18", "FY18=FIN_YEAR 2017"},
	    {"FY2018", "FY2018=FIN_YEAR 2017"},
	    {"FY17/18", "FY17/18=FIN_YEAR 2017"},
	    {"FY17-18", "FY17-18=FIN_YEAR 2017"},
	    {"FY 2017/18", "FY 2017/18=FIN_YEAR 2017"},
	    {"FY2017-18", "FY2017-18=FIN_YEAR 2017"},
	    {"FY1718", "FY1718=FIN_YEAR 2017"},
	    {"FY'18", "FY'18=FIN_YEAR 2017"},
	    {"FY 18", "FY 18=FIN_YEAR 2017"},
	    {"FY99", ""},
	    {"the 2017-18 financial year",
		"2017-18 financial year=FIN_YEAR 2017"},
	    {"the financial year 2017-18",
		"financial year 2017-18=FIN_YEAR 2017"},
	    {"financial year 2017/18", "financial year 2017/18=FIN_YEAR 2017"},
	    {"in the financial year 17/18",
		"financial year 17/18=FIN_YEAR 2017"},
	    {"2017/18 year end", "2017/18 year end=FIN_YEAR 2017 until"},
	    {"2017-18 year-end", "2017-18 year-end=FIN_YEAR 2017 until"},
	    {"2016-17 and 2017-18",
		"2016-17=FIN_YEAR 2016; 2017-18=FIN_YEAR 2017"},
	    {"the 2016-17 and 2017-18 financial years",
		"2016-17=FIN_YEAR 2016; 2017-18 financial years=FIN_YEAR 2017"},
	    {"2016/17, 2017/18 and 2018/19",
		"2016/17=FIN_YEAR 2016; 2017/18=FIN_YEAR 2017; 2018/19=FIN_YEAR 2018"},
	    {"the financial year ending March 2018",
		"financial year ending March 2018=FIN_YEAR 2017"},
	    {"the financial year ended 31 March 2018",
		"financial year ended 31 March 2018=FIN_YEAR 2017"},
	    {"year ending 31 March 2018",
		"year ending 31 March 2018=FIN_YEAR 2017"},
	    {"the year to March 2018", "year to March 2018=FIN_YEAR 2017"},
	    {"the year to 31 March 2018",
		"year to 31 March 2018=FIN_YEAR 2017"},
	    {"year ended 31st March 2018",
		"year ended 31st March 2018=FIN_YEAR 2017"},
	    {"12 months to March 2018",
		"12 months to March 2018=FIN_YEAR 2017"},
	    {"twelve months ending 31 March 2018",
		"twelve months ending 31 March 2018=FIN_YEAR 2017"},
	    {"the financial year beginning April 2017",
		"financial year beginning April 2017=FIN_YEAR 2017"},
	    {"the financial year starting in April 2017",
		"financial year starting in April 2017=FIN_YEAR 2017"},
	    {"the year from 1 April 2017",
		"year from 1 April 2017=FIN_YEAR 2017"},
	    {"April 2017 to March 2018",
		"April 2017 to March 2018=FIN_YEAR 2017"},
	    {"1 April 2017 to 31 March 2018",
		"1 April 2017 to 31 March 2018=FIN_YEAR 2017"},
	    {"from April 2017 until March 2018",
		"April 2017 until March 2018=FIN_YEAR 2017 start_of"},
	    {"April 2017–March 2018", "April 2017–March 2018=FIN_YEAR 2017"},
	    {"April to March 2018", "April to March 2018=FIN_YEAR 2017"},
	    {"the year to June 2017",
		"year to June 2017=MONTH 2017 m6 until rolling"},
	    {"the year to 30 June 2017",
		"year to 30 June 2017=DAY 2017 m6 d30 until rolling"},
	    {"the end of 2017-18", "2017-18=FIN_YEAR 2017 until"},
	    {"by 2018-19", "2018-19=FIN_YEAR 2018 until"},
	    {"since 2016-17", "2016-17=FIN_YEAR 2016 start_of"},
	    {"at the end of 2017/18", "2017/18=FIN_YEAR 2017 until as_at"},
	    {"2017-18's deficit", "2017-18=FIN_YEAR 2017"},
	    {"(2017-18)", "2017-18=FIN_YEAR 2017"},
	    {"2017-18:", "2017-18=FIN_YEAR 2017"},
	    {"2017/18 budget", "2017/18=FIN_YEAR 2017"},
	    {"2017/18 Q3", "2017/18 Q3=QUARTER 2017 m3"},
	    {"2017/18 quarter 3", "2017/18 quarter 3=QUARTER 2017 m3"},
	    {"2017/18 month 8", "2017/18 month 8=FIN_MONTH 2017 m8"},
	    {"2017/18 M8", "2017/18 M8=FIN_MONTH 2017 m8"},
	    {"2017-18 to date", "2017-18 to date=FIN_YEAR 2017 until as_at"},
	    {"mid-2017-18", "2017-18=FIN_YEAR 2017"},
	    {"2017-18.", "2017-18=FIN_YEAR 2017"},
	    {"in 2017/18, £3m", "2017/18=FIN_YEAR 2017"},
	    /* spans */
	    {"2016-17 to 2018-19", "2016-17 to 2018-19=FIN_SPAN 2016..2018"},
	    {"2016/17 to 2018/19", "2016/17 to 2018/19=FIN_SPAN 2016..2018"},
	    {"from 2016-17 to 2018-19",
		"2016-17 to 2018-19=FIN_SPAN 2016..2018 start_of"},
	    {"2016/17-2018/19", "2016/17-2018/19=FIN_SPAN 2016..2018"},
	    {"2016/17 – 2018/19", "2016/17 – 2018/19=FIN_SPAN 2016..2018"},
	    {"between 2016-17 and 2018-19",
		"2016-17 and 2018-19=FIN_SPAN 2016..2018"},
	    {"16/17 to 18/19", "16/17 to 18/19=FIN_SPAN 2016..2018"},
	    {"2016-21", "2016-21=FIN_SPAN 2016..2020"},
	    {"2016-2021", "2016-2021=FIN_SPAN 2016..2020"},
	    {"2016 to 2021", "2016 to 2021=FIN_SPAN 2016..2020"},
	    {"the five years 2016/17 to 2020/21",
		"2016/17 to 2020/21=FIN_SPAN 2016..2020"},
	    {"2018-19 to 2016-17",
		"2018-19=FIN_YEAR 2018; 2016-17=FIN_YEAR 2016"},
	    {"2016-17 until 2018-19",
		"2016-17 until 2018-19=FIN_SPAN 2016..2018"},
	    /* years */
	    {"in 2017", "2017=YEAR 2017"},
	    {"2017", "2017=YEAR 2017"},
	    {"by 2020", "2020=YEAR 2020 until"},
	    {"since 2016", "2016=YEAR 2016 start_of"},
	    {"at the end of 2017", "2017=YEAR 2017 until as_at"},
	    {"2017 and 2018", "2017=YEAR 2017; 2018=YEAR 2018"},
	    {"2016, 2017 and 2018",
		"2016=YEAR 2016; 2017=YEAR 2017; 2018=YEAR 2018"},
	    {"the year 2017", "year 2017=YEAR 2017"},
	    {"mid-2017", "2017=YEAR 2017"},
	    {"early 2018", "2018=YEAR 2018"},
	    {"between 2015 and 2017", "2015=YEAR 2015; 2017=YEAR 2017"},
	    {"the 2017 election", "2017=YEAR 2017"},
	    {"(2017)", "2017=YEAR 2017"},
	    {"2017.", "2017=YEAR 2017"},
	    {"2017's", "2017=YEAR 2017"},
	    /* months */
	    {"in March", "March=MONTH m3"},
	    {"March 2018", "March 2018=MONTH 2018 m3"},
	    {"in March 2018", "March 2018=MONTH 2018 m3"},
	    {"March, 2018", "March, 2018=MONTH 2018 m3"},
	    {"March of 2018", "March of 2018=MONTH 2018 m3"},
	    {"Sept 2017", "Sept 2017=MONTH 2017 m9"},
	    {"Sep 2017", "Sep 2017=MONTH 2017 m9"},
	    {"Sept. 2017", "Sept. 2017=MONTH 2017 m9"},
	    {"Nov-17", "Nov-17=MONTH 2017 m11"},
	    {"Nov '17", "Nov '17=MONTH 2017 m11"},
	    {"Nov ’17", "Nov ’17=MONTH 2017 m11"},
	    {"Nov 2017", "Nov 2017=MONTH 2017 m11"},
	    {"NOVEMBER 2017", "NOVEMBER 2017=MONTH 2017 m11"},
	    {"november 2017", "november 2017=MONTH 2017 m11"},
	    {"in November", "November=MONTH m11"},
	    {"in november", "november=MONTH m11"},
	    {"by March", "March=MONTH m3 until"},
	    {"by the end of March", "March=MONTH m3 until"},
	    {"until the end of March", "March=MONTH m3 until"},
	    {"at the end of March", "March=MONTH m3 until as_at"},
	    {"the end of March 2018", "March 2018=MONTH 2018 m3 until"},
	    {"end-March 2018", "March 2018=MONTH 2018 m3 until"},
	    {"end March", "March=MONTH m3 until"},
	    {"as at March 2018", "March 2018=MONTH 2018 m3 as_at"},
	    {"as of November 2017", "November 2017=MONTH 2017 m11 as_at"},
	    {"since March", "March=MONTH m3 start_of"},
	    {"from April", "April=MONTH m4 start_of"},
	    {"from April 2018", "April 2018=MONTH 2018 m4 start_of"},
	    {"last March", "last March=MONTH m3 -1"},
	    {"next March", "next March=MONTH m3 +1"},
	    {"this March", "this March=MONTH m3"},
	    {"in March this year", "March this year=MONTH m3 calendar"},
	    {"in March last year", "March last year=MONTH m3 -1 calendar"},
	    {"March next year", "March next year=MONTH m3 +1 calendar"},
	    {"late March", "March=MONTH m3"},
	    {"early May", "May=MONTH m5"},
	    {"mid-May", "May=MONTH m5"},
	    {"in May", "May=MONTH m5"},
	    {"In May it fell", "May=MONTH m5"},
	    {"May 2017", "May 2017=MONTH 2017 m5"},
	    {"since May", "May=MONTH m5 start_of"},
	    {"last May", "last May=MONTH m5 -1"},
	    {"between April and June", "April and June=MONTH m6 until"},
	    {"April to November 2017",
		"April to November 2017=MONTH 2017 m11 until"},
	    {"from April to November", "April to November=MONTH m11 until"},
	    {"between April and November 2017",
		"April and November 2017=MONTH 2017 m11 until"},
	    {"July and August 2017",
		"July=MONTH 2017 m7; August 2017=MONTH 2017 m8"},
	    {"July to November 2017",
		"July=MONTH 2017 m7; November 2017=MONTH 2017 m11"},
	    {"April, May and June",
		"April=MONTH m4; May=MONTH m5; June=MONTH m6"},
	    {"Mar 2018", "Mar 2018=MONTH 2018 m3"},
	    {"Dec 2016", "Dec 2016=MONTH 2016 m12"},
	    {"January", "January=MONTH m1"},
	    {"January was hard", "January=MONTH m1"},
	    {"In June and July", "June=MONTH m6; July=MONTH m7"},
	    {"the month of June", "June=MONTH m6"},
	    {"March\tApril\tMay",
		"March=MONTH m3; April=MONTH m4; May=MONTH m5"},
	    {"Jan 2017/18", "Jan 2017/18=MONTH 2018 m1"},
	    {"March 2017/18", "March 2017/18=MONTH 2018 m3"},
	    /* days */
	    {"30 November 2017", "30 November 2017=DAY 2017 m11 d30"},
	    {"30th November 2017", "30th November 2017=DAY 2017 m11 d30"},
	    {"30th of November 2017", "30th of November 2017=DAY 2017 m11 d30"},
	    {"the 30th of November", "30th of November=DAY m11 d30"},
	    {"30th November", "30th November=DAY m11 d30"},
	    {"30 November", "30 November=DAY m11 d30"},
	    {"November 30", "November 30=DAY m11 d30"},
	    {"November 30, 2017", "November 30, 2017=DAY 2017 m11 d30"},
	    {"November 30th", "November 30th=DAY m11 d30"},
	    {"Nov 30 2017", "Nov 30 2017=DAY 2017 m11 d30"},
	    {"30 Nov 2017", "30 Nov 2017=DAY 2017 m11 d30"},
	    {"30-Nov-17", "30-Nov-17=DAY 2017 m11 d30"},
	    {"30-Nov-2017", "30-Nov-2017=DAY 2017 m11 d30"},
	    {"Monday 14 August 2017", "Monday 14 August 2017=DAY 2017 m8 d14"},
	    {"Monday, 14 August", "Monday, 14 August=DAY m8 d14"},
	    {"Monday August 14", "Monday August 14=DAY m8 d14"},
	    {"Mon 14 Aug 2017", "Mon 14 Aug 2017=DAY 2017 m8 d14"},
	    {"14/08/2017", "14/08/2017=DAY 2017 m8 d14"},
	    {"14/8/17", "14/8/17=DAY 2017 m8 d14"},
	    {"14.8.17", "14.8.17=DAY 2017 m8 d14"},
	    {"14.08.2017", "14.08.2017=DAY 2017 m8 d14"},
	    {"14-08-2017", "14-08-2017=DAY 2017 m8 d14"},
	    {"2017-11-30", "2017-11-30=DAY 2017 m11 d30"},
	    {"2017-11", "2017-11=MONTH 2017 m11"},
	    {"as at 30 November 2017",
		"30 November 2017=DAY 2017 m11 d30 as_at"},
	    {"by 30 November", "30 November=DAY m11 d30 until"},
	    {"on 1 April", "1 April=DAY m4 d1"},
	    {"from 1 April 2018", "1 April 2018=DAY 2018 m4 d1 start_of"},
	    {"since 1 April", "1 April=DAY m4 d1 start_of"},
	    {"until 31 March 2018", "31 March 2018=DAY 2018 m3 d31 until"},
	    {"the period to 30 November 2017",
		"30 November 2017=DAY 2017 m11 d30 until"},
	    {"eight months to 30 November 2017",
		"eight months to 30 November 2017=DAY 2017 m11 d30 until"},
	    {"the eight months ended 30 November 2017",
		"eight months ended 30 November 2017=DAY 2017 m11 d30 until"},
	    {"17-18 November 2017", "17-18 November 2017=DAY 2017 m11 d18"},
	    {"29 February 2016", "29 February 2016=DAY 2016 m2 d29"},
	    {"1 May", "1 May=DAY m5 d1"},
	    {"On May 3", "May 3=DAY m5 d3"},
	    /* quarters */
	    {"first quarter", "first quarter=QUARTER m1"},
	    {"the first quarter", "first quarter=QUARTER m1"},
	    {"Q1", "Q1=QUARTER m1"},
	    {"Q4", "Q4=QUARTER m4"},
	    {"quarter three", "quarter three=QUARTER m3"},
	    {"quarter 3", "quarter 3=QUARTER m3"},
	    {"Quarter 3", "Quarter 3=QUARTER m3"},
	    {"Quarter Three", "Quarter Three=QUARTER m3"},
	    {"the third quarter of 2016-17",
		"third quarter of 2016-17=QUARTER 2016 m3"},
	    {"third quarter of the year",
		"third quarter of the year=QUARTER m3 of_year"},
	    {"the fourth quarter of the financial year",
		"fourth quarter of the financial year=QUARTER m4 of_year"},
	    {"Q3 2016/17", "Q3 2016/17=QUARTER 2016 m3"},
	    {"Q3 of 2016-17", "Q3 of 2016-17=QUARTER 2016 m3"},
	    {"Q3, 2016/17", "Q3, 2016/17=QUARTER 2016 m3"},
	    {"Q3 16/17", "Q3 16/17=QUARTER 2016 m3"},
	    {"Q3 FY17", "Q3 FY17=QUARTER 2016 m3"},
	    {"Q1 2017", "Q1 2017=QUARTER 2017 m1 calendar"},
	    {"the first quarter of 2017",
		"first quarter of 2017=QUARTER 2017 m1 calendar"},
	    {"first-quarter results", "first-quarter=QUARTER m1"},
	    {"1st quarter", "1st quarter=QUARTER m1"},
	    {"3rd quarter", "3rd quarter=QUARTER m3"},
	    {"the final quarter", "final quarter=QUARTER m4"},
	    {"last quarter", "last quarter=QUARTER -1"},
	    {"this quarter", "this quarter=QUARTER"},
	    {"next quarter", "next quarter=QUARTER +1"},
	    {"the previous quarter", "the previous quarter=QUARTER -1 chained"},
	    {"the last quarter of 2016-17",
		"the last quarter of 2016-17=QUARTER 2016 m4"},
	    {"the last quarter of the year",
		"the last quarter of the year=QUARTER m4 of_year"},
	    {"the first quarter of this year",
		"first quarter of this year=QUARTER m1 of_year"},
	    {"the first quarter of last year",
		"first quarter of last year=QUARTER m1 -1 of_year"},
	    {"the second quarter of next year",
		"second quarter of next year=QUARTER m2 +1 of_year"},
	    {"at the end of the first quarter",
		"first quarter=QUARTER m1 until as_at"},
	    {"by the end of Q3", "Q3=QUARTER m3 until"},
	    {"at Q2", "Q2=QUARTER m2 as_at"},
	    /* month numbers, halves */
	    {"month 8", "month 8=FIN_MONTH m8"},
	    {"Month 8", "Month 8=FIN_MONTH m8"},
	    {"month eight", "month eight=FIN_MONTH m8"},
	    {"month 08", "month 08=FIN_MONTH m8"},
	    {"month-8", "month-8=FIN_MONTH m8"},
	    {"M8 position", "M8=FIN_MONTH m8"},
	    {"at M8", "M8=FIN_MONTH m8 as_at"},
	    {"at month nine", "month nine=FIN_MONTH m9 as_at"},
	    {"by month 6", "month 6=FIN_MONTH m6 until"},
	    {"as at month 8", "month 8=FIN_MONTH m8 as_at"},
	    {"month 12 of 2017-18", "month 12 of 2017-18=FIN_MONTH 2017 m12"},
	    {"month 8 2017/18", "month 8 2017/18=FIN_MONTH 2017 m8"},
	    {"M08", "M08=FIN_MONTH m8"},
	    {"Month 8, 2017/18", "Month 8, 2017/18=FIN_MONTH 2017 m8"},
	    {"for the first two months we",
		"first two months=FIN_MONTH m2 until of_year"},
	    {"the first six months of her time", ""},
	    {"the first six months of the year",
		"first six months of the year=FIN_MONTH m6 until of_year"},
	    {"first five months of 2017-18",
		"first five months of 2017-18=FIN_MONTH 2017 m5 until"},
	    {"the first nine months of this financial year",
		"first nine months of this financial year=FIN_MONTH m9 until of_year"},
	    {"six months into the financial year",
		"six months into the financial year=FIN_MONTH m6 until of_year"},
	    {"eight months into the year",
		"eight months into the year=FIN_MONTH m8 until of_year"},
	    {"last six months of the year",
		"last six months of the year=HALF m2 of_year"},
	    {"the final three months of 2017-18",
		"final three months of 2017-18=QUARTER 2017 m4"},
	    {"first half of the year",
		"first half of the year=HALF m1 of_year"},
	    {"the first half of 2017-18", "first half of 2017-18=HALF 2017 m1"},
	    {"second half of the financial year",
		"second half of the financial year=HALF m2 of_year"},
	    {"H1 2017/18", "H1 2017/18=HALF 2017 m1"},
	    {"H2 17/18", "H2 17/18=HALF 2017 m2"},
	    {"in H1", "H1=HALF m1"},
	    {"at the half-year", "half-year=HALF m1 as_at"},
	    {"the half-year point", "half-year=HALF m1 as_at"},
	    {"the latter half of the year",
		"latter half of the year=HALF m2 of_year"},
	    /* relative years */
	    {"this year", "this year=THIS_YEAR"},
	    {"this financial year", "this financial year=THIS_YEAR"},
	    {"This year", "This year=THIS_YEAR"},
	    {"this current financial year",
		"this current financial year=THIS_YEAR"},
	    {"the current year", "the current year=THIS_YEAR"},
	    {"the current financial year",
		"the current financial year=THIS_YEAR"},
	    {"current financial year", "current financial year=THIS_YEAR"},
	    {"this calendar year", "this calendar year=THIS_YEAR calendar"},
	    {"for the year", "the year=THIS_YEAR"},
	    {"over the year", "the year=THIS_YEAR"},
	    {"in the year", "the year=THIS_YEAR"},
	    {"ended the year", "the year=THIS_YEAR"},
	    {"the financial year", "the financial year=THIS_YEAR"},
	    {"the full year", "the full year=THIS_YEAR"},
	    {"by the end of the year", "the year=THIS_YEAR until"},
	    {"the year end", "the year end=THIS_YEAR until"},
	    {"year end", "year end=THIS_YEAR until"},
	    {"year-end", "year-end=THIS_YEAR until"},
	    {"a year-end deficit", "year-end=THIS_YEAR until"},
	    {"at year-end", "year-end=THIS_YEAR until as_at"},
	    {"at the year-end", "the year-end=THIS_YEAR until as_at"},
	    {"end of year", "year=THIS_YEAR until"},
	    {"end-of-year forecast", "year=THIS_YEAR until"},
	    {"by the end of the financial year",
		"the financial year=THIS_YEAR until"},
	    {"by the end of this year", "this year=THIS_YEAR until"},
	    {"at the end of last year", "last year=THIS_YEAR -1 until as_at"},
	    {"the end of the year", "the year=THIS_YEAR until"},
	    {"the start of the year", "the year=THIS_YEAR start_of"},
	    {"the rest of the year", "the year=THIS_YEAR"},
	    {"year to date", "year to date=THIS_YEAR until as_at"},
	    {"year-to-date", "year-to-date=THIS_YEAR until as_at"},
	    {"the year to date", "the year to date=THIS_YEAR until as_at"},
	    {"YTD", "YTD=THIS_YEAR until as_at"},
	    {"last year", "last year=THIS_YEAR -1"},
	    {"last year's", "last year=THIS_YEAR -1"},
	    {"last year’s", "last year=THIS_YEAR -1"},
	    {"last financial year", "last financial year=THIS_YEAR -1"},
	    {"the last financial year", "the last financial year=THIS_YEAR -1"},
	    {"the previous year", "the previous year=THIS_YEAR -1 chained"},
	    {"the previous financial year",
		"the previous financial year=THIS_YEAR -1 chained"},
	    {"previous year", "previous year=THIS_YEAR -1 chained"},
	    {"prior year", "prior year=THIS_YEAR -1 chained"},
	    {"the prior year", "the prior year=THIS_YEAR -1 chained"},
	    {"the preceding year", "the preceding year=THIS_YEAR -1 chained"},
	    {"the year before", "the year before=THIS_YEAR -1 chained"},
	    {"the year before.", "the year before=THIS_YEAR -1 chained"},
	    {"the year before it merged", ""},
	    {"the year before it had a surplus",
		"the year before=THIS_YEAR -1 chained"},
	    {"a year earlier", "a year earlier=THIS_YEAR -1 chained"},
	    {"a year before", "a year before=THIS_YEAR -1 chained"},
	    {"a year later", "a year later=THIS_YEAR +1 chained"},
	    {"a year on, it broke even", "a year on=THIS_YEAR +1 chained"},
	    {"a year on drugs", ""},
	    {"twelve months on.", "twelve months on=THIS_YEAR +1 chained"},
	    {"twelve months earlier",
		"twelve months earlier=THIS_YEAR -1 chained"},
	    {"the following year", "the following year=THIS_YEAR +1 chained"},
	    {"the following financial year",
		"the following financial year=THIS_YEAR +1 chained"},
	    {"the year after", "the year after=THIS_YEAR +1 chained"},
	    {"the subsequent year", "the subsequent year=THIS_YEAR +1 chained"},
	    {"that year", "that year=THIS_YEAR chained"},
	    {"the same year", "the same year=THIS_YEAR chained"},
	    {"in the same financial year",
		"the same financial year=THIS_YEAR chained"},
	    {"next year", "next year=THIS_YEAR +1"},
	    {"next financial year", "next financial year=THIS_YEAR +1"},
	    {"the next financial year", "the next financial year=THIS_YEAR +1"},
	    {"the coming year", "the coming year=THIS_YEAR +1 nearest"},
	    {"the coming financial year",
		"the coming financial year=THIS_YEAR +1 nearest"},
	    {"the forthcoming year",
		"the forthcoming year=THIS_YEAR +1 nearest"},
	    {"the new financial year",
		"the new financial year=THIS_YEAR +1 nearest"},
	    {"the new year", "the new year=THIS_YEAR +1 calendar"},
	    {"the New Year", "the New Year=THIS_YEAR +1 calendar"},
	    {"two years ago", "two years ago=AGO -2"},
	    {"a year ago", "a year ago=AGO -1"},
	    {"ten years ago", "ten years ago=AGO -10"},
	    {"five years ago", "five years ago=AGO -5"},
	    {"two years earlier", "two years earlier=AGO -2 chained"},
	    {"two years later", "two years later=AGO +2 chained"},
	    {"25 years ago", "25 years ago=AGO -25"},
	    {"twenty-five years ago", "twenty-five years ago=AGO -25"},
	    {"the year just ended", "the year just ended=THIS_YEAR -1"},
	    {"the year just gone", "the year just gone=THIS_YEAR -1"},
	    {"the year before last", "the year before last=THIS_YEAR -2"},
	    {"the year after next", "the year after next=THIS_YEAR +2"},
	    {"the year ahead", "the year ahead=THIS_YEAR +1"},
	    {"over the past year",
		"the past year=THIS_YEAR -1 calendar rolling"},
	    {"over the last year",
		"the last year=THIS_YEAR -1 calendar rolling"},
	    {"in the past year", "the past year=THIS_YEAR -1 calendar rolling"},
	    {"over the next year",
		"the next year=THIS_YEAR +1 calendar rolling"},
	    {"The next year it fell", "The next year=THIS_YEAR +1 chained"},
	    {"the past 12 months",
		"the past 12 months=THIS_YEAR -1 calendar rolling"},
	    {"the last twelve months",
		"the last twelve months=THIS_YEAR -1 calendar rolling"},
	    {"in the past 12 months",
		"the past 12 months=THIS_YEAR -1 calendar rolling"},
	    {"last year end", "last year end=THIS_YEAR -1 until"},
	    /* relative others */
	    {"this month", "this month=THIS_MONTH"},
	    {"last month", "last month=THIS_MONTH -1"},
	    {"next month", "next month=THIS_MONTH +1"},
	    {"the previous month", "the previous month=THIS_MONTH -1 chained"},
	    {"the following month",
		"the following month=THIS_MONTH +1 chained"},
	    {"at the end of the month", "month=THIS_MONTH until as_at"},
	    {"by the end of this month", "this month=THIS_MONTH until"},
	    {"last month's", "last month=THIS_MONTH -1"},
	    {"six months ago", "six months ago=THIS_MONTH -6"},
	    {"three months later", "three months later=THIS_MONTH +3 chained"},
	    {"a month ago", "a month ago=THIS_MONTH -1"},
	    {"month end", "month end=THIS_MONTH until"},
	    {"this week", "this week=THIS_WEEK"},
	    {"last week", "last week=THIS_WEEK -1"},
	    {"next week", "next week=THIS_WEEK +1"},
	    {"two weeks ago", "two weeks ago=THIS_WEEK -2"},
	    {"a week ago", "a week ago=THIS_WEEK -1"},
	    {"three days ago", "three days ago=THIS_DAY -3"},
	    {"ten days later", "ten days later=THIS_DAY +10 chained"},
	    {"today", "today=THIS_DAY"},
	    {"yesterday", "yesterday=THIS_DAY -1"},
	    {"tomorrow", "tomorrow=THIS_DAY +1"},
	    {"resigned last night", "last night=THIS_DAY -1"},
	    {"one night", ""},
	    {"by Christmas", "Christmas=MONTH m12 until"},
	    {"today's", "today=THIS_DAY"},
	    {"last summer", "last summer=SEASON m6 -1"},
	    {"this autumn", "this autumn=SEASON m9"},
	    {"next spring", "next spring=SEASON m3 +1"},
	    {"last autumn", "last autumn=SEASON m9 -1"},
	    {"summer 2017", "summer 2017=SEASON 2017 m6"},
	    {"the summer of 2017", "summer of 2017=SEASON 2017 m6"},
	    {"autumn 2016", "autumn 2016=SEASON 2016 m9"},
	    {"winter 2016-17", "winter 2016-17=SEASON 2016 m12"},
	    {"winter 2016/17", "winter 2016/17=SEASON 2016 m12"},
	    {"in the spring", "spring=SEASON m3"},
	    {"by the summer", "summer=SEASON m6 until"},
	    {"since the autumn", "autumn=SEASON m9 start_of"},
	    {"over the winter", "winter=SEASON m12"},
	    /* nothing */
	    {"in-year", ""},
	    {"in year", ""},
	    {"five-year plan", ""},
	    {"two-year deal", ""},
	    {"three years running", ""},
	    {"for three years", ""},
	    {"five years", ""},
	    {"year on year", ""},
	    {"year-on-year", ""},
	    {"each year", ""},
	    {"every year", ""},
	    {"per year", ""},
	    {"a year", ""},
	    {"£3m a year", ""},
	    {"time of the year", ""},
	    {"CCG of the year", ""},
	    {"10-year-old", ""},
	    {"years", ""},
	    {"in recent years", ""},
	    {"second year running", ""},
	    {"for a third year", ""},
	    {"10 years", ""},
	    {"a full year", ""},
	    {"multi-year", ""},
	    {"may", ""},
	    {"MPs march", ""},
	    {"They may go", ""},
	    {"the march", ""},
	    {"Theresa May", ""},
	    {"May said", ""},
	    {"Mrs May", ""},
	    {"May Day", ""},
	    {"April Jones", ""},
	    {"Jan Thomas", ""},
	    {"Dec and Ant", ""},
	    {"Mark", ""},
	    {"marched", ""},
	    {"maybe", ""},
	    {"August body", "August=MONTH m8"},
	    {"a quarter", ""},
	    {"a quarter of a million", ""},
	    {"three-quarters", ""},
	    {"quarterly", ""},
	    {"per quarter", ""},
	    {"half of the patients", ""},
	    {"the first half", ""},
	    {"half the year", "the year=THIS_YEAR"},
	    {"page 18/19", ""},
	    {"pages 17/18", ""},
	    {"24/7", ""},
	    {"50/50", ""},
	    {"1/4", ""},
	    {"3/4", ""},
	    {"11/10", ""},
	    {"13/15", ""},
	    {"99/00", ""},
	    {"12/13 practices", ""},
	    {"aged 17-18", ""},
	    {"17-18 year olds", ""},
	    {"18/19 of", "18/19=FIN_YEAR 2018"},
	    {"Act 2012", ""},
	    {"Act 2006", ""},
	    {"2017 patients", ""},
	    {"2017 people", ""},
	    {"£2017", ""},
	    {"£2017-18", ""},
	    {"2,017", ""},
	    {"12,017", ""},
	    {"2017m", ""},
	    {"2017.5", ""},
	    {"2017%", ""},
	    {"12017", ""},
	    {"20178", ""},
	    {"0117 2016", ""},
	    {"01482 2016", ""},
	    {"2016-445566", ""},
	    {"#2017", ""},
	    {"v2017", ""},
	    {"1850", ""},
	    {"2100", ""},
	    {"2099", ""},
	    {"1945", "1945=YEAR 1945"},
	    {"page 2017", ""},
	    {"© 2017", ""},
	    {"on the M5", ""},
	    {"M6 motorway", ""},
	    {"the M1", ""},
	    {"M25", ""},
	    {"M13", ""},
	    {"H1N1", ""},
	    {"Q5", ""},
	    {"Q12", ""},
	    {"QIPP", ""},
	    {"month", ""},
	    {"the month", ""},
	    {"a month", ""},
	    {"every month", ""},
	    {"months", ""},
	    {"six months", ""},
	    {"within six months", ""},
	    {"month 13", ""},
	    {"month 0", ""},
	    {"one month 8", ""},
	    {"a week", ""},
	    {"weekly", ""},
	    {"week", ""},
	    {"day", ""},
	    {"days", ""},
	    {"32 November", "November=MONTH m11"},
	    {"0 November", "November=MONTH m11"},
	    {"31/02/2017", ""},
	    {"30/13/2017", ""},
	    {"1/2", ""},
	    {"1/2/3", ""},
	    {"10.30.20", ""},
	    {"1.5.2017.3", ""},
	    {"2017-13", ""},
	    {"2017-00-01", ""},
	    {"the spring", ""},
	    {"spring water", ""},
	    {"summer", ""},
	    {"autumnal", ""},
	    {"winter pressures", ""},
	    {"M", ""},
	    {"Q", ""},
	    {"2", ""},
	    {"20", ""},
	    {"20-21", ""},
	    {"Easter", ""},
	    {"sometime", ""},
	    {"yesteryear", ""},
	    {"on Monday", "Monday=WEEKDAY d1"},
	    {"last Thursday", "last Thursday=WEEKDAY d4 -1"},
	    {"by Friday", "Friday=WEEKDAY d5 until"},
	    {"next Tuesday", "next Tuesday=WEEKDAY d2 +1"},
	    {"this Wednesday", "this Wednesday=WEEKDAY d3"},
	    {"Monday", ""},
	    {"Mondays", ""},
	    {"on Monday 14 August", "Monday 14 August=DAY m8 d14"},
	    {"on monday", ""},
	    {"three months to June 2017",
		"three months to June 2017=MONTH 2017 m6 until"},
	    {"three months to 30 September 2017",
		"three months to 30 September 2017=QUARTER 2017 m2"},
	    {"three months to August 2017", "August 2017=MONTH 2017 m8"},
	    {"six months to September 2017",
		"six months to September 2017=MONTH 2017 m9 until"},
	    {"six months to March 2018",
		"six months to March 2018=HALF 2017 m2"},
	    {"six months to June 2017", "June 2017=MONTH 2017 m6"},
	    {"quarter to June 2017",
		"quarter to June 2017=MONTH 2017 m6 until"},
	    {"the quarter ending 31 December 2017",
		"quarter ending 31 December 2017=QUARTER 2017 m3"},
	    {"nine months to December",
		"nine months to December=MONTH m12 until"},
	    {"the year ended 31 March", "year ended 31 March=DAY m3 d31 until"},
	    {"17–18 November 2017", "17–18 November 2017=DAY 2017 m11 d18"},
	    {"the final three months of 2017-18",
		"final three months of 2017-18=QUARTER 2017 m4"},
	    {"April, May and June",
		"April=MONTH m4; May=MONTH m5; June=MONTH m6"},
	    {"period 10", "period 10=FIN_MONTH m10"},
	    {"Period 9", "Period 9=FIN_MONTH m9"},
	    {"period 10 2016/17", "period 10 2016/17=FIN_MONTH 2016 m10"},
	    {"the period", ""},
	    {"this period", ""},
	    {"per period 3", "period 3=FIN_MONTH m3"},
	    {"summary to 31 August 2017",
		"31 August 2017=DAY 2017 m8 d31 until"},
	    {"To 30 November 2017", "30 November 2017=DAY 2017 m11 d30 until"},
	    {"moved to 14 May 2018", "14 May 2018=DAY 2018 m5 d14"},
	    {"£3.9m for the eight months.", "eight months=FIN_MONTH m8 until"},
	    {"overspent after eight months, and",
		"eight months=FIN_MONTH m8 until"},
	    {"after eight months in the job", ""},
	    {"after six months of talks", ""},
	    {"20 months, after 14 months.", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};

		put_all(&l, slice_of(t[i].text));
		if (strcmp(l.s, t[i].want) != 0)
			print_error("in \"%s\"\n", t[i].text);
		assert_string_equal(l.s, t[i].want);
	}
}

static void
finds_in_a_sentence(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
	    {"It ended 2016-17 £3m over, and expects to be £5m over by the "
	     "end of this year.",
		"2016-17=FIN_YEAR 2016; this year=THIS_YEAR until"},
	    {"At month 8 the group was £2m worse than plan; by the end of "
	     "March it will be £4m.",
		"month 8=FIN_MONTH m8 as_at; March=MONTH m3 until"},
	    {"Rated inadequate in July 2016, it left special measures on "
	     "30 November 2017.",
		"July 2016=MONTH 2016 m7; 30 November 2017=DAY 2017 m11 d30"},
	    {"The three may merge in April 2018 if members vote for it in "
	     "May.",
		"April 2018=MONTH 2018 m4; May=MONTH m5"},
	    {"Mrs May told MPs, who may march in March, that £17/18m of "
	     "2,017 was spent",
		"March=MONTH m3"},
	    {"£7.5m in 2015-16, £8.7m in 2016-17 and £9m the year after",
		"2015-16=FIN_YEAR 2015; 2016-17=FIN_YEAR 2016; the year "
		"after=THIS_YEAR +1 chained"},
	    {"the CCG’s 2017–18 budget, a year earlier",
		"2017–18=FIN_YEAR 2017; a year earlier=THIS_YEAR -1 "
		"chained"},
	    {"Month 8\tYTD\tQ3 2017/18\tMar-18\t30/11/2017",
		"Month 8=FIN_MONTH m8; YTD=THIS_YEAR until as_at; Q3 "
		"2017/18=QUARTER 2017 m3; Mar-18=MONTH 2018 m3; "
		"30/11/2017=DAY 2017 m11 d30"},
	    {"by the\nend of\nMarch\n2018", "March\n2018=MONTH 2018 m3 until"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};

		put_all(&l, slice_of(t[i].text));
		assert_string_equal(l.s, t[i].want);
	}
}

static struct date
date(const char *s)
{
	struct date d = {0, 0, 0};

	if (*s != '\0')
		assert_int_equal(date_parse(slice_of(s), &d), 0);
	return d;
}

static void
put_span(struct line *l, const struct span *s)
{
	char name[8], day[16];

	period_fin_name(name, s->fin_year);
	put(l, "%s", s->fin_year != 0 ? name : "-");
	date_format(day, s->start);
	put(l, " %s", *day != '\0' ? day : "-");
	date_format(day, s->end);
	put(l, " %s %s", *day != '\0' ? day : "-",
	    period_span_name((int)s->span));
}

/* The first period of text, resolved; past is set where it says so. */
static void
resolve(struct line *l, const char *text, const char *published, int fin_year,
    int past)
{
	struct period p;
	struct span s, none;

	memset(&none, 0, sizeof none);
	assert_int_equal(period_next(slice_of(text), 0, &p), 1);
	p.past = past;
	if (period_resolve(&p, date(published), fin_year, &s) != 0) {
		assert_int_equal(s.fin_year, 0);
		assert_int_equal(s.start.year, 0);
		assert_int_equal(s.end.year, 0);
		put(l, "unknown");
		return;
	}
	put_span(l, &s);
}

static void
resolves(void **state)
{
	static const struct {
		const char *text, *published;
		int fin_year;
		const char *want;
	} t[] = {
	    {"2017-18", "", 0, "2017-18 2017-04-01 2018-03-31 year"},
	    {"2017-18", "2020-01-01", 0, "2017-18 2017-04-01 2018-03-31 year"},
	    {"by the end of 2017-18", "", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"2016-17 to 2018-19", "", 0, "- 2016-04-01 2019-03-31 other"},
	    {"in 2017", "", 0, "- 2017-01-01 2017-12-31 other"},
	    {"by the end of 2017", "", 0,
		"2017-18 2017-04-01 2017-12-31 to_date"},
	    {"in March 2018", "", 0, "2017-18 2018-03-01 2018-03-31 month"},
	    {"in April 2018", "", 0, "2018-19 2018-04-01 2018-04-30 month"},
	    {"by November 2017", "", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"as at November 2017", "", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"by March 2018", "", 0, "2017-18 2017-04-01 2018-03-31 year"},
	    {"since July 2016", "", 0, "2016-17 2016-07-01 - other"},
	    {"on 30 November 2017", "", 0,
		"2017-18 2017-11-30 2017-11-30 other"},
	    {"as at 30 November 2017", "", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"by 31 March 2018", "", 0, "2017-18 2017-04-01 2018-03-31 year"},
	    {"from 1 April 2018", "", 0, "2018-19 2018-04-01 - other"},
	    {"the year to June 2017", "", 0, "- 2016-07-01 2017-06-30 other"},
	    {"the year to March 2018", "", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"eight months to 30 November 2017", "", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"by the end of March", "2017-02-10", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"by the end of March", "2016-05-10", 0,
		"2015-16 2015-04-01 2016-03-31 year"},
	    {"by the end of March", "2016-08-10", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"at the end of March", "2016-05-10", 0,
		"2015-16 2015-04-01 2016-03-31 year"},
	    {"at the end of March", "2017-02-10", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"by March", "2017-03-31", 0, "2016-17 2016-04-01 2017-03-31 year"},
	    {"by September", "2017-08-07", 0,
		"2017-18 2017-04-01 2017-09-30 to_date"},
	    {"as at November", "2017-12-20", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"as at November", "2017-10-20", 0,
		"2016-17 2016-04-01 2016-11-30 to_date"},
	    {"in July", "2017-08-07", 0, "2017-18 2017-07-01 2017-07-31 month"},
	    {"in December", "2018-02-07", 0,
		"2017-18 2017-12-01 2017-12-31 month"},
	    {"in December", "2017-10-07", 0,
		"2017-18 2017-12-01 2017-12-31 month"},
	    {"in March", "2017-03-15", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"in March", "2017-03", 0, "2016-17 2017-03-01 2017-03-31 month"},
	    {"in March", "2017", 0, "unknown"},
	    {"in March", "", 0, "unknown"},
	    {"in March", "2017-05-01", 2017,
		"2017-18 2018-03-01 2018-03-31 month"},
	    {"in June", "2019-05-01", 2017,
		"2017-18 2017-06-01 2017-06-30 month"},
	    {"last March", "2017-02-10", 0,
		"2015-16 2016-03-01 2016-03-31 month"},
	    {"last March", "2017-03-10", 0,
		"2015-16 2016-03-01 2016-03-31 month"},
	    {"last March", "2017-04-10", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"last March", "2017-04-10", 2012,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"next March", "2017-02-10", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"next March", "2017-03-10", 0,
		"2017-18 2018-03-01 2018-03-31 month"},
	    {"by next March", "2017-08-10", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"this March", "2017-02-10", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"March this year", "2017-08-10", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"March last year", "2017-08-10", 0,
		"2015-16 2016-03-01 2016-03-31 month"},
	    {"March next year", "2017-08-10", 0,
		"2017-18 2018-03-01 2018-03-31 month"},
	    {"March this year", "2017", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"on 22 August", "2017-09-10", 0,
		"2017-18 2017-08-22 2017-08-22 other"},
	    {"on 1 April", "2017-02-10", 0,
		"2017-18 2017-04-01 2017-04-01 other"},
	    {"as at 30 November", "2017-12-10", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"as at 30 November", "2017-11-12", 0,
		"2016-17 2016-04-01 2016-11-30 to_date"},
	    {"by 30 September", "2017-07-24", 0,
		"2017-18 2017-04-01 2017-09-30 to_date"},
	    {"on 29 February", "2016-03-10", 0,
		"2015-16 2016-02-29 2016-02-29 other"},
	    {"on 29 February", "2017-03-10", 0, "unknown"},
	    {"April to November", "2017-12-10", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"first quarter", "2017-05-03", 0,
		"2017-18 2017-04-01 2017-06-30 quarter"},
	    {"first quarter", "2017-12-03", 2017,
		"2017-18 2017-04-01 2017-06-30 quarter"},
	    {"fourth quarter", "2017-05-03", 0,
		"2016-17 2017-01-01 2017-03-31 quarter"},
	    {"Q3", "2017-11-03", 0, "2017-18 2017-10-01 2017-12-31 quarter"},
	    {"Q1", "", 0, "unknown"},
	    {"Q1", "", 2017, "2017-18 2017-04-01 2017-06-30 quarter"},
	    {"Q4", "", 2017, "2017-18 2018-01-01 2018-03-31 quarter"},
	    {"Q3 2016/17", "", 0, "2016-17 2016-10-01 2016-12-31 quarter"},
	    {"by the end of Q3 2016/17", "", 0,
		"2016-17 2016-04-01 2016-12-31 to_date"},
	    {"by the end of Q4 2016/17", "", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"the first quarter of 2017", "", 0,
		"2016-17 2017-01-01 2017-03-31 quarter"},
	    {"the third quarter of 2017", "", 0,
		"2017-18 2017-07-01 2017-09-30 quarter"},
	    {"the first quarter of the year", "2017-02-03", 0,
		"2016-17 2016-04-01 2016-06-30 quarter"},
	    {"the first quarter of last year", "2017-02-03", 0,
		"2015-16 2015-04-01 2015-06-30 quarter"},
	    {"the first quarter of the year", "2017", 0, "unknown"},
	    {"the first quarter of the year", "2017", 2015,
		"2015-16 2015-04-01 2015-06-30 quarter"},
	    {"this quarter", "2017-05-03", 0,
		"2017-18 2017-04-01 2017-06-30 quarter"},
	    {"last quarter", "2017-05-03", 0,
		"2016-17 2017-01-01 2017-03-31 quarter"},
	    {"next quarter", "2017-12-03", 0,
		"2017-18 2018-01-01 2018-03-31 quarter"},
	    {"last quarter", "2017", 0, "unknown"},
	    {"month 8", "", 2017, "2017-18 2017-04-01 2017-11-30 to_date"},
	    {"month 12", "", 2017, "2017-18 2017-04-01 2018-03-31 year"},
	    {"month 1", "", 2017, "2017-18 2017-04-01 2017-04-30 to_date"},
	    {"month 10", "", 2017, "2017-18 2017-04-01 2018-01-31 to_date"},
	    {"month 8", "2017-12-20", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"month 8", "2017-11-20", 0,
		"2017-18 2017-04-01 2017-11-30 to_date"},
	    {"month 8", "2017-10-20", 0,
		"2016-17 2016-04-01 2016-11-30 to_date"},
	    {"month 12", "2018-05-20", 0, "2017-18 2017-04-01 2018-03-31 year"},
	    {"month 8 2016/17", "2018-05-20", 2017,
		"2016-17 2016-04-01 2016-11-30 to_date"},
	    {"month 8", "", 0, "unknown"},
	    {"the first six months of the year", "2018-02-20", 0,
		"2017-18 2017-04-01 2017-09-30 to_date"},
	    {"first half of the year", "2018-02-20", 0,
		"2017-18 2017-04-01 2017-09-30 to_date"},
	    {"second half of 2017-18", "", 0,
		"2017-18 2017-10-01 2018-03-31 other"},
	    {"by the end of the second half of 2017-18", "", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"at the half-year", "2017-11-10", 0,
		"2017-18 2017-04-01 2017-09-30 to_date"},
	    {"three months to December 2017", "", 0,
		"2017-18 2017-10-01 2017-12-31 quarter"},
	    {"this year", "2017-02-10", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"this year", "2017-04-01", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"this year", "2017-03", 0, "2016-17 2016-04-01 2017-03-31 year"},
	    {"this year", "2017", 0, "unknown"},
	    {"this year", "", 0, "unknown"},
	    {"this year", "", 2016, "2016-17 2016-04-01 2017-03-31 year"},
	    {"this year", "2017", 2016, "2016-17 2016-04-01 2017-03-31 year"},
	    {"this year", "2017-02-10", 2012,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"last year", "2018-04-20", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"last year", "2018-05-20", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"last year", "2018-02-20", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"next year", "2018-02-20", 0,
		"2018-19 2018-04-01 2019-03-31 year"},
	    {"by the end of the year", "2018-02-20", 0,
		"2017-18 2017-04-01 2018-03-31 year"},
	    {"the year before last", "2018-02-20", 0,
		"2015-16 2015-04-01 2016-03-31 year"},
	    {"two years ago", "2018-02-20", 0,
		"2015-16 2015-04-01 2016-03-31 year"},
	    {"year to date", "2018-02-20", 0, "2017-18 2017-04-01 - to_date"},
	    {"the previous year", "2018-02-20", 0,
		"2016-17 2016-04-01 2017-03-31 year"},
	    {"the previous year", "2018-02-20", 2013,
		"2012-13 2012-04-01 2013-03-31 year"},
	    {"the following year", "2018-02-20", 2013,
		"2014-15 2014-04-01 2015-03-31 year"},
	    {"the year before", "2018-02-20", 2013,
		"2012-13 2012-04-01 2013-03-31 year"},
	    {"that year", "2018-02-20", 2013,
		"2013-14 2013-04-01 2014-03-31 year"},
	    {"two years later", "2018-02-20", 2013,
		"2015-16 2015-04-01 2016-03-31 year"},
	    {"the new financial year", "2018-03-20", 0,
		"2018-19 2018-04-01 2019-03-31 year"},
	    {"the new financial year", "2018-05-20", 0,
		"2018-19 2018-04-01 2019-03-31 year"},
	    {"the coming financial year", "2018-03-20", 0,
		"2018-19 2018-04-01 2019-03-31 year"},
	    {"the coming year", "2018-04-20", 0,
		"2018-19 2018-04-01 2019-03-31 year"},
	    {"twelve months on", "2018-02-20", 2013,
		"2014-15 2014-04-01 2015-03-31 year"},
	    {"this calendar year", "2018-03-20", 0,
		"- 2018-01-01 2018-12-31 other"},
	    {"in the new year", "2017-11-20", 0,
		"- 2018-01-01 2018-12-31 other"},
	    {"over the past year", "2018-03-20", 0,
		"- 2017-03-21 2018-03-20 other"},
	    {"over the last 12 months", "2016-02-29", 0,
		"- 2015-03-01 2016-02-29 other"},
	    {"over the next year", "2018-03-20", 0,
		"- 2018-03-20 2019-03-19 other"},
	    {"over the past year", "2018-03", 0, "unknown"},
	    {"this month", "2017-05-03", 0,
		"2017-18 2017-05-01 2017-05-31 month"},
	    {"last month", "2017-05-03", 0,
		"2017-18 2017-04-01 2017-04-30 month"},
	    {"last month", "2017-04-03", 0,
		"2016-17 2017-03-01 2017-03-31 month"},
	    {"last month", "2017-01-03", 0,
		"2016-17 2016-12-01 2016-12-31 month"},
	    {"next month", "2016-12", 0, "2016-17 2017-01-01 2017-01-31 month"},
	    {"by the end of the month", "2017-05-03", 0,
		"2017-18 2017-04-01 2017-05-31 to_date"},
	    {"six months ago", "2017-05-03", 0,
		"2016-17 2016-11-01 2016-11-30 month"},
	    {"last month", "2017", 0, "unknown"},
	    {"this week", "2017-05-03", 0,
		"2017-18 2017-05-01 2017-05-07 other"},
	    {"this week", "2017-05-01", 0,
		"2017-18 2017-05-01 2017-05-07 other"},
	    {"this week", "2017-05-07", 0,
		"2017-18 2017-05-01 2017-05-07 other"},
	    {"last week", "2017-05-03", 0,
		"2017-18 2017-04-24 2017-04-30 other"},
	    {"next week", "2017-05-03", 0,
		"2017-18 2017-05-08 2017-05-14 other"},
	    {"last week", "2017-05", 0, "unknown"},
	    {"today", "2017-05-03", 0, "2017-18 2017-05-03 2017-05-03 other"},
	    {"yesterday", "2017-04-01", 0,
		"2016-17 2017-03-31 2017-03-31 other"},
	    {"tomorrow", "2017-05-03", 0,
		"2017-18 2017-05-04 2017-05-04 other"},
	    {"three days ago", "2017-05-03", 0,
		"2017-18 2017-04-30 2017-04-30 other"},
	    {"on Wednesday", "2017-05-03", 0,
		"2017-18 2017-05-03 2017-05-03 other"},
	    {"on Thursday", "2017-05-03", 0,
		"2017-18 2017-04-27 2017-04-27 other"},
	    {"by Thursday", "2017-05-03", 0,
		"2017-18 2017-05-04 2017-05-04 other"},
	    {"last Wednesday", "2017-05-03", 0,
		"2017-18 2017-04-26 2017-04-26 other"},
	    {"next Wednesday", "2017-05-03", 0,
		"2017-18 2017-05-10 2017-05-10 other"},
	    {"next Friday", "2017-05-03", 0,
		"2017-18 2017-05-05 2017-05-05 other"},
	    {"on Monday", "2017-05", 0, "unknown"},
	    {"last summer", "2017-02-10", 0,
		"2016-17 2016-06-01 2016-08-31 other"},
	    {"last summer", "2017-07-10", 0,
		"2016-17 2016-06-01 2016-08-31 other"},
	    {"last summer", "2017-09-10", 0,
		"2017-18 2017-06-01 2017-08-31 other"},
	    {"this autumn", "2017-08-10", 0,
		"2017-18 2017-09-01 2017-11-30 other"},
	    {"next spring", "2017-08-10", 0, "- 2018-03-01 2018-05-31 other"},
	    {"autumn 2016", "", 0, "2016-17 2016-09-01 2016-11-30 other"},
	    {"winter 2016-17", "", 0, "2016-17 2016-12-01 2017-02-28 other"},
	    {"in the summer", "2017-09-10", 0,
		"2017-18 2017-06-01 2017-08-31 other"},
	    {"in the spring", "", 0, "unknown"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};

		resolve(&l, t[i].text, t[i].published, t[i].fin_year, 0);
		if (strcmp(l.s, t[i].want) != 0)
			print_error(
			    "\"%s\" on %s\n", t[i].text, t[i].published);
		assert_string_equal(l.s, t[i].want);
	}
}

/* The caller knows the tense, and sets past. */
static void
resolves_the_past(void **state)
{
	static const struct {
		const char *text, *published, *want;
	} t[] = {
	    {"by the end of March", "2016-05-10",
		"2015-16 2015-04-01 2016-03-31 year"},
	    {"by the end of December", "2016-11-10",
		"2015-16 2015-04-01 2015-12-31 to_date"},
	    {"in June", "2016-05-10", "2015-16 2015-06-01 2015-06-30 month"},
	    {"on 12 May", "2016-05-10", "2015-16 2015-05-12 2015-05-12 other"},
	    {"on 8 May", "2016-05-10", "2016-17 2016-05-08 2016-05-08 other"},
	    {"in the first quarter", "2017-02-10",
		"2016-17 2016-04-01 2016-06-30 quarter"},
	    {"in the summer", "2017-04-10",
		"2016-17 2016-06-01 2016-08-31 other"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};

		resolve(&l, t[i].text, t[i].published, 0, 1);
		assert_string_equal(l.s, t[i].want);
	}
}

/* Whatever the numbers in it are, and whatever the date. */
static void
resolves_anything(void **state)
{
	static const int odd[] = {0, 1, -1, 2, 3, 4, 6, 12, 13, 29, 31, 100,
	    1752, 2016, 2017, 9998, 9999, 10000, INT_MAX, INT_MIN};
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		struct span s;
		struct period p;
		struct date d;
		int *field[] = {&p.year, &p.year2, &p.month, &p.day, &p.offset,
		    &p.calendar, &p.until, &p.as_at, &p.start_of, &p.of_year,
		    &p.chained, &p.rolling, &p.nearest, &p.past, &d.year,
		    &d.month, &d.day};

		for (size_t k = 0; k < sizeof field / sizeof *field; k++)
			*field[k] = odd[guard_random(&random) %
					(sizeof odd / sizeof *odd)];
		p.kind = (enum period_kind)(
		    guard_random(&random) % (PERIOD_SEASON + 2));
		if (period_resolve(&p, d, *field[i % 5], &s) != 0)
			continue;
		assert_true(s.fin_year >= 0 && s.fin_year <= 9999);
		assert_true(s.start.year == 0 || date_valid(s.start));
		assert_true(s.end.year == 0 || date_valid(s.end));
		if (s.start.year != 0 && s.end.year != 0)
			assert_true(date_compare(s.start, s.end) <= 0);
	}
}

static void
starts_anywhere(void **state)
{
	struct slice text =
	    slice_of("by the end of March 2018, the third quarter of 2016-17");
	struct period p;

	(void)state;
	for (size_t from = 0; from < text.n + 3; from++) {
		if (!period_next(text, from, &p))
			continue;
		assert_true(p.start >= from);
		assert_true(p.start < p.end && p.end <= text.n);
	}
	assert_int_equal(period_next(text, 14, &p), 1);
	assert_int_equal(p.start, 14);
	assert_int_equal(p.until, 1);
	assert_int_equal(period_next(text, text.n, &p), 0);
	assert_int_equal(period_next((struct slice){NULL, 0}, 0, &p), 0);
}

static void
check(struct slice text)
{
	static const struct date published = {2017, 2, 10};
	struct period p;
	struct span s;
	size_t at = 0;

	while (period_next(text, at, &p)) {
		assert_true(p.start >= at && p.start < p.end);
		assert_true(p.end <= text.n);
		period_resolve(&p, published, 0, &s);
		at = p.end;
	}
	period_fin_parse(text);
}

/* Texts cut at any byte and mixed with any bytes, beside forbidden pages. */
static void
survives_anything(void **state)
{
	static const char *const piece[] = {"20", "17", "18", "2017", "1", "30",
	    "-", "/", "–", "\xe2\x80", ".", ",", " ", "  ", "'", "’", "FY",
	    "Q3", "M8", "H1", " to ", " and ", " of ", "the ", "end of ", "by ",
	    "March", "May", "Nov", "april", "Monday ", "year", " years",
	    "month", " months", "quarter", "half", "week", "last ", "this ",
	    "financial ", "first ", "three ", "a ", " ago", " before", " end",
	    " to date", " ending ", "summer", "today", "th", "st", "\t",
	    "between ", " this year", "Act "};
	struct guard g = guard_new();
	uint64_t random = 1;
	char text[256];

	(void)state;
	for (int i = 0; i < 60000; i++) {
		size_t n = guard_mix(text, sizeof text, piece,
		    sizeof piece / sizeof *piece, &random);

		check(guard_put(g, (struct slice){text, n}, 0));
		check(guard_put(g, (struct slice){text, n}, 1));
	}
	guard_free(g);
}

static void
names_years(void **state)
{
	static const struct {
		int year;
		const char *want;
	} t[] = {{2017, "2017-18"}, {1999, "1999-00"}, {2009, "2009-10"},
	    {1, "0001-02"}, {9998, "9998-99"}, {0, ""}, {-1, ""}, {9999, ""},
	    {INT_MAX, ""}, {INT_MIN, ""}};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char dst[8];

		assert_int_equal(
		    period_fin_name(dst, t[i].year), strlen(t[i].want));
		assert_string_equal(dst, t[i].want);
	}
}

static void
reads_years(void **state)
{
	static const struct {
		const char *text;
		int want;
	} t[] = {{"2017-18", 2017}, {"2017/18", 2017}, {"2017/2018", 2017},
	    {"2017-2018", 2017}, {"2017–18", 2017}, {"1999-00", 1999},
	    {"2009/10", 2009}, {"", 0}, {"2017", 0}, {"2017-", 0},
	    {"2017-19", 0}, {"2017-17", 0}, {"2017-2019", 0}, {"17/18", 0},
	    {"2017-1", 0}, {"2017-188", 0}, {"2017-20188", 0}, {"12017-18", 0},
	    {" 2017-18", 0}, {"2017-18 ", 0}, {"2017 18", 0}, {"2017--18", 0},
	    {"2017-18-19", 0}, {"abcd-ef", 0}, {"FY17", 0}};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
		    period_fin_parse(slice_of(t[i].text)), t[i].want);
}

static void
names_spans(void **state)
{
	(void)state;
	assert_string_equal(period_span_name(SPAN_YEAR), "year");
	assert_string_equal(period_span_name(SPAN_TO_DATE), "to_date");
	assert_string_equal(period_span_name(SPAN_MONTH), "month");
	assert_string_equal(period_span_name(SPAN_QUARTER), "quarter");
	assert_string_equal(period_span_name(SPAN_OTHER), "other");
	assert_string_equal(period_span_name(-1), "other");
	assert_string_equal(period_span_name(99), "other");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds),
	    cmocka_unit_test(finds_in_a_sentence),
	    cmocka_unit_test(resolves),
	    cmocka_unit_test(resolves_the_past),
	    cmocka_unit_test(resolves_anything),
	    cmocka_unit_test(starts_anywhere),
	    cmocka_unit_test(survives_anything),
	    cmocka_unit_test(names_years),
	    cmocka_unit_test(reads_years),
	    cmocka_unit_test(names_spans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
