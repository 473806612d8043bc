-- All that a schema of any version may have made, dependants first.
DROP VIEW IF EXISTS review;
DROP VIEW IF EXISTS conflicts;
DROP VIEW IF EXISTS ccg_latest;
DROP VIEW IF EXISTS in_special_measures;
DROP VIEW IF EXISTS deficits_by_year;
DROP VIEW IF EXISTS sources;
DROP VIEW IF EXISTS facts;
DROP TABLE IF EXISTS payments;
DROP TABLE IF EXISTS rejects;
DROP TABLE IF EXISTS summary;
DROP TABLE IF EXISTS deficits;
DROP TABLE IF EXISTS spending;
DROP TABLE IF EXISTS status;
DROP TABLE IF EXISTS documents;
