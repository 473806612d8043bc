-- Indices and views, in words that SQLite and PostgreSQL both know.  A line
-- that begins with "--:" describes the view behind it.
CREATE INDEX documents_published ON documents (published);
CREATE INDEX status_org ON status (org_code, measure, fin_year);
CREATE INDEX status_claim ON status (claim_id);
CREATE INDEX status_document ON status (doc_id);
CREATE INDEX spending_org ON spending (org_code, measure, fin_year);
CREATE INDEX spending_claim ON spending (claim_id);
CREATE INDEX spending_document ON spending (doc_id);
CREATE INDEX deficits_org ON deficits (org_code, measure, fin_year);
CREATE INDEX deficits_claim ON deficits (claim_id);
CREATE INDEX deficits_document ON deficits (doc_id);
CREATE INDEX payments_org ON payments (org_code, paid);
CREATE INDEX payments_supplier ON payments (supplier);
CREATE INDEX payments_document ON payments (doc_id);

--: All rows of the three fact files by their common columns, and who says so
CREATE VIEW facts AS
SELECT f.*, d.title, d.publisher, d.published, d.url, d.source
FROM (
	SELECT fact_id, claim_id, 'status' AS dataset, org_code, org_name,
		org_type, measure, value, scope AS category,
		NULL AS basis, NULL AS span, NULL AS amount_gbp,
		modality, fin_year, as_of, doc_id, evidence, evidence_start,
		evidence_end, rule, confidence, mentions, flags
	FROM status
	UNION ALL
	SELECT fact_id, claim_id, 'spending', org_code, org_name,
		org_type, measure, NULL, category,
		basis, span, amount_gbp,
		modality, fin_year, as_of, doc_id, evidence, evidence_start,
		evidence_end, rule, confidence, mentions, flags
	FROM spending
	UNION ALL
	SELECT fact_id, claim_id, 'deficits', org_code, org_name,
		org_type, measure, NULL, NULL,
		basis, span, amount_gbp,
		modality, fin_year, as_of, doc_id, evidence, evidence_start,
		evidence_end, rule, confidence, mentions, flags
	FROM deficits
) AS f
JOIN documents AS d ON d.doc_id = f.doc_id;

--: One row a document: what came of it
CREATE VIEW sources AS
SELECT d.doc_id, d.source, d.url, d.publisher, d.published, d.title,
	d.state, d.reason,
	(SELECT count(*) FROM status AS s WHERE s.doc_id = d.doc_id)
		AS status_rows,
	(SELECT count(*) FROM spending AS s WHERE s.doc_id = d.doc_id)
		AS spending_rows,
	(SELECT count(*) FROM deficits AS s WHERE s.doc_id = d.doc_id)
		AS deficits_rows,
	(SELECT count(*) FROM rejects AS r WHERE r.doc_id = d.doc_id)
		AS rejects_rows,
	(SELECT count(*) FROM payments AS p WHERE p.doc_id = d.doc_id)
		AS payments_rows
FROM documents AS d;

--: Organisation and financial year: the figures to use, a deficit negative
CREATE VIEW deficits_by_year AS
SELECT org_code, max(org_name) AS org_name, fin_year,
	-- The position in the year where one is stated as such.
	coalesce(
		max(CASE WHEN measure = 'position_in_year' AND basis = 'plan'
			THEN amount_gbp END),
		max(CASE WHEN measure = 'position' AND basis = 'plan'
			THEN amount_gbp END)) AS plan_gbp,
	max(CASE WHEN measure = 'control_total' THEN amount_gbp END)
		AS control_total_gbp,
	coalesce(
		max(CASE WHEN measure = 'position_in_year'
			AND basis = 'forecast' THEN amount_gbp END),
		max(CASE WHEN measure = 'position' AND basis = 'forecast'
			THEN amount_gbp END)) AS forecast_gbp,
	coalesce(
		max(CASE WHEN measure = 'position_in_year'
			AND basis = 'actual' THEN amount_gbp END),
		max(CASE WHEN measure = 'position' AND basis = 'actual'
			THEN amount_gbp END)) AS actual_gbp,
	-- Neither recorded nor expected nor planned, as far as is said.
	coalesce(
		max(CASE WHEN measure = 'position_in_year'
			AND basis IS NULL THEN amount_gbp END),
		max(CASE WHEN measure = 'position' AND basis IS NULL
			THEN amount_gbp END)) AS stated_gbp,
	max(CASE WHEN measure = 'position_cumulative' AND basis = 'actual'
		THEN amount_gbp END) AS cumulative_gbp,
	max(CASE WHEN measure = 'position_underlying' THEN amount_gbp END)
		AS underlying_gbp,
	max(CASE WHEN measure = 'variance' AND basis = 'actual'
		THEN amount_gbp END) AS variance_gbp,
	sum(statements) AS statements,
	sum(CASE WHEN agree = 'no' THEN 1 ELSE 0 END) AS disagreements
FROM summary
WHERE dataset = 'deficits' AND span = 'year' AND fin_year IS NOT NULL
GROUP BY org_code, fin_year;

--: From when to when a body was in special measures or legal directions
-- At a date: WHERE (from_date IS NULL OR from_date <= '2017-01-01')
--	AND (to_date IS NULL OR to_date > '2017-01-01')
CREATE VIEW in_special_measures AS
WITH said AS (
	SELECT org_code, org_name, measure, value, scope,
		coalesce(event_date, as_of, CAST(period_start AS TEXT))
			AS said_at
	FROM status
	WHERE measure IN ('special_measures', 'legal_directions')
		AND value IN ('in', 'exited')
		AND modality IN ('asserted', 'required')
), entered AS (
	SELECT i.*, (
		SELECT min(o.said_at) FROM said AS o
		WHERE o.org_code = i.org_code AND o.measure = i.measure
			AND o.value = 'exited' AND o.said_at >= i.said_at
	) AS left_at
	FROM said AS i
	WHERE i.value = 'in'
)
SELECT org_code, max(org_name) AS org_name, measure, max(scope) AS scope,
	min(said_at) AS from_date, left_at AS to_date,
	max(said_at) AS last_said, count(*) AS statements
FROM entered
GROUP BY org_code, measure, left_at
UNION ALL
SELECT org_code, max(org_name), measure, max(scope),
	NULL, min(said_at), min(said_at), count(*)
FROM said AS o
WHERE value = 'exited' AND NOT EXISTS (
	SELECT 1 FROM said AS i
	WHERE i.org_code = o.org_code AND i.measure = o.measure
		AND i.value = 'in' AND i.said_at <= o.said_at
)
GROUP BY org_code, measure;

--: One row a CCG: its latest rating, regime and position
CREATE VIEW ccg_latest AS
WITH ccg AS (
	SELECT org_code, max(org_name) AS org_name
	FROM facts WHERE org_type = 'ccg' GROUP BY org_code
), rated AS (
	SELECT org_code, value, fin_year, row_number() OVER (
		PARTITION BY org_code
		ORDER BY coalesce(fin_year, '') DESC,
			coalesce(as_of, '') DESC, confidence DESC, fact_id
	) AS place
	FROM status
	WHERE measure = 'rating' AND modality = 'asserted'
		AND coalesce(scope, 'overall') = 'overall'
), figure AS (
	SELECT org_code, basis, fin_year, amount_gbp, row_number() OVER (
		PARTITION BY org_code, basis
		ORDER BY fin_year DESC, measure DESC
	) AS place
	FROM summary
	WHERE dataset = 'deficits' AND span = 'year'
		AND measure IN ('position', 'position_in_year')
		AND fin_year IS NOT NULL
)
SELECT ccg.org_code, ccg.org_name,
	rated.value AS rating, rated.fin_year AS rating_year,
	(SELECT max(coalesce(m.from_date, '')) FROM in_special_measures AS m
		WHERE m.org_code = ccg.org_code AND m.to_date IS NULL
			AND m.measure = 'special_measures')
		AS special_measures_since,
	(SELECT max(coalesce(m.from_date, '')) FROM in_special_measures AS m
		WHERE m.org_code = ccg.org_code AND m.to_date IS NULL
			AND m.measure = 'legal_directions')
		AS legal_directions_since,
	a.fin_year AS actual_year, a.amount_gbp AS actual_gbp,
	f.fin_year AS forecast_year, f.amount_gbp AS forecast_gbp,
	p.fin_year AS plan_year, p.amount_gbp AS plan_gbp,
	s.fin_year AS stated_year, s.amount_gbp AS stated_gbp
FROM ccg
LEFT JOIN rated ON rated.org_code = ccg.org_code AND rated.place = 1
LEFT JOIN figure AS a ON a.org_code = ccg.org_code AND a.place = 1
	AND a.basis = 'actual'
LEFT JOIN figure AS f ON f.org_code = ccg.org_code AND f.place = 1
	AND f.basis = 'forecast'
LEFT JOIN figure AS p ON p.org_code = ccg.org_code AND p.place = 1
	AND p.basis = 'plan'
LEFT JOIN figure AS s ON s.org_code = ccg.org_code AND s.place = 1
	AND s.basis IS NULL;

--: Figures on which the sources do not agree, one row a statement
CREATE VIEW conflicts AS
SELECT s.org_code, s.org_name, s.fin_year, s.dataset, s.measure,
	s.category, s.basis, s.span, s.amount_gbp AS used_gbp,
	f.amount_gbp, CASE WHEN f.fact_id = s.fact_id THEN 1 ELSE 0 END
		AS used,
	f.modality, f.as_of, f.publisher, f.published, f.title, f.url,
	f.evidence, f.confidence, f.fact_id, f.doc_id
FROM summary AS s
JOIN facts AS f ON f.org_code = s.org_code AND f.dataset = s.dataset
	AND f.measure = s.measure
	AND coalesce(f.fin_year, '') = coalesce(s.fin_year, '')
	AND coalesce(f.category, '') = coalesce(s.category, '')
	AND coalesce(f.basis, '') = coalesce(s.basis, '')
	AND f.span = s.span
WHERE s.agree = 'no';

--: The facts most worth a look, to be edited and given back as corrections
-- The first nine columns are those of corrections.csv; the heaviest first.
CREATE VIEW review AS
WITH amounts AS (
	SELECT f.*, ';' || coalesce(flags, '') || ';' AS codes,
		CASE WHEN amount_gbp IS NULL THEN NULL ELSE row_number() OVER (
			PARTITION BY dataset, measure
			ORDER BY coalesce(abs(amount_gbp), -1) DESC, fact_id
		) END AS place
	FROM facts AS f
), marks AS (
	SELECT a.*,
		CASE WHEN codes LIKE '%;implausible;%'
			OR codes LIKE '%;org_not_open;%' THEN 4 ELSE 0 END
			AS odd,
		CASE WHEN codes LIKE '%;conflict;%' THEN 3 ELSE 0 END
			AS conflict,
		CASE WHEN codes LIKE '%;sum_mismatch;%' THEN 2 ELSE 0 END
			AS mismatch,
		CASE WHEN confidence < 0.6 THEN 3 WHEN confidence < 0.7
			THEN 1 ELSE 0 END AS unsure,
		CASE WHEN place <= 10 OR codes LIKE '%;large_deficit;%'
			THEN 1 ELSE 0 END AS large
	FROM amounts AS a
	WHERE codes NOT LIKE '%;confirmed;%' AND codes NOT LIKE '%;corrected;%'
)
SELECT '' AS action, fact_id, doc_id, evidence, '' AS "column", '' AS value,
	'' AS "by", '' AS "on", '' AS why,
	odd + conflict + mismatch + unsure + large AS weight,
	substr(CASE WHEN odd > 0 THEN ';implausible' ELSE '' END
		|| CASE WHEN conflict > 0 THEN ';conflict' ELSE '' END
		|| CASE WHEN mismatch > 0 THEN ';sum_mismatch' ELSE '' END
		|| CASE WHEN unsure > 0 THEN ';low_confidence' ELSE '' END
		|| CASE WHEN large > 0 THEN ';large_amount' ELSE '' END, 2)
		AS reasons,
	dataset, org_code, org_name, measure, value AS says, category, basis,
	span, amount_gbp, modality, fin_year, as_of, confidence, flags,
	publisher, published, title, url, source
FROM marks
WHERE odd + conflict + mismatch + unsure + large > 0
ORDER BY weight DESC, coalesce(abs(amount_gbp), 0) DESC, fact_id;
