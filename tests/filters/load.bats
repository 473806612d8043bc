#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
load ../helper

# A PostgreSQL server of the tests' own, on a socket in a folder of its own.
setup_file() {
  server=$(mktemp -d /tmp/ccg-pg.XXXXXX)
  export server
  if ((EUID == 0)); then chown nobody "$server"; fi
  as_user initdb -D "$server/data" -A trust -N -E UTF8 --locale=C \
    -U tester >/dev/null
  as_user pg_ctl -D "$server/data" -l "$server/log" -w start \
    -o "-k $server -c listen_addresses= -c fsync=off" >/dev/null
  export uri="postgresql:///postgres?host=$server&user=tester"
}

teardown_file() {
  as_user pg_ctl -D "$server/data" -m immediate -w stop >/dev/null
  rm -rf "$server"
}

# PostgreSQL will not run as root, nor lie on PATH in Debian.
as_user() (
  local bin
  for bin in /usr/lib/postgresql/*/bin; do PATH=$bin:$PATH; done
  cd /
  if ((EUID == 0)); then
    setpriv --reuid nobody --regid nogroup --clear-groups -- "$@"
  else
    "$@"
  fi
) 3>&-

setup() {
  data=$BATS_TEST_TMPDIR/data
  cp -r "$root/fixtures/datasets" "$data"
  db=$data/ccg.sqlite
}

lite() { sqlite3 -bail "$db" "$@"; }
post() { psql -X -A -t -q -v ON_ERROR_STOP=1 "$uri" -c "$1"; }

# same WANT GOT
same() {
  [[ $2 == "$1" ]] || { diff <(echo "$1") <(echo "$2") || return 1; }
}

# rows: how many each table holds, from the files themselves.
rows() {
  mlr --icsv --onidx --ofs '|' put -q '@n[FILENAME] += 1; end {emit @n, "file"}' \
    "$data"/{documents,status,spending,deficits,summary,rejects,payments}.csv |
    sed 's,.*/,,; s,\.csv,,'
}
counts="SELECT 'documents', count(*) FROM documents
  UNION ALL SELECT 'status', count(*) FROM status
  UNION ALL SELECT 'spending', count(*) FROM spending
  UNION ALL SELECT 'deficits', count(*) FROM deficits
  UNION ALL SELECT 'summary', count(*) FROM summary
  UNION ALL SELECT 'rejects', count(*) FROM rejects
  UNION ALL SELECT 'payments', count(*) FROM payments"

@test "SQLite: every row is there, and the database is sound" {
  try ccg-load "$data"
  expect 0 '' ''
  same "$(rows)" "$(lite "$counts")"
  same ok "$(lite 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
}

@test "SQLite: what comes out again is what went in" {
  ccg-load "$data"
  for t in documents status deficits rejects payments; do
    same "$(mlr --icsv --ojson -S cat "$data/$t.csv")" \
      "$(sqlite3 -csv -header "$db" "SELECT * FROM $t ORDER BY rowid" |
        sed 's/\r$//' | mlr --icsv --ojson -S cat)"
  done
}

@test "SQLite: the same data give the same bytes" {
  ccg-load "$data"
  cp "$db" "$BATS_TEST_TMPDIR/first"
  rm "$db"
  ccg-load "$data"
  cmp "$db" "$BATS_TEST_TMPDIR/first"
}

@test "SQLite: a second run changes nothing, not even the file" {
  ccg-load "$BATS_TEST_TMPDIR/other.sqlite" "$data"
  cp "$BATS_TEST_TMPDIR/other.sqlite" "$BATS_TEST_TMPDIR/first"
  try ccg-load "$BATS_TEST_TMPDIR/other.sqlite" "$data"
  expect 0 '' ''
  cmp "$BATS_TEST_TMPDIR/other.sqlite" "$BATS_TEST_TMPDIR/first"
}

@test "SQLite: changed rows replace the old ones, a person's tables stay" {
  ccg-load "$data"
  lite 'CREATE TABLE mine (n); INSERT INTO mine VALUES (42)'
  sed -i 's/,outstanding,/,good,/' "$data/status.csv"
  sed -i '$d' "$data/spending.csv"
  same outstanding "$(lite "SELECT DISTINCT value FROM status
    WHERE value = 'outstanding'")"
  sed -i "/$(lite "SELECT fact_id FROM spending ORDER BY rowid DESC LIMIT 1")/d" \
    "$data/summary.csv"
  ccg-load "$data"
  same '' "$(lite "SELECT value FROM status WHERE value = 'outstanding'")"
  same "$(rows)" "$(lite "$counts")"
  same 42 "$(lite 'SELECT n FROM mine')"
}

@test "SQLite: numbers are numbers, empty is NULL, amounts add up" {
  ccg-load "$data"
  same 'integer|integer|real' "$(lite "SELECT DISTINCT typeof(amount_gbp),
    typeof(evidence_start), typeof(confidence) FROM deficits")"
  same 'null' "$(lite "SELECT DISTINCT typeof(period_text) FROM deficits")"
  same "$(mlr --icsv --onidx stats1 -a sum -f amount_gbp "$data/deficits.csv")" \
    "$(lite 'SELECT sum(amount_gbp) FROM deficits')"
}

@test "SQLite: constraints hold against those who write by hand" {
  ccg-load "$data"
  for statement in \
    "UPDATE status SET modality = 'rumoured'" \
    "UPDATE status SET org_code = NULL" \
    "UPDATE deficits SET confidence = 1.5" \
    "UPDATE deficits SET doc_id = '0000000000000000'" \
    "INSERT INTO status SELECT * FROM status LIMIT 1" \
    "INSERT INTO summary SELECT * FROM summary LIMIT 1" \
    "INSERT INTO rejects SELECT * FROM rejects WHERE evidence_start IS NULL"; do
    if lite "PRAGMA foreign_keys = ON; $statement" \
      2>"$BATS_TEST_TMPDIR/err"; then
      echo "taken: $statement"
      return 1
    fi
    grep -q 'constraint failed' "$BATS_TEST_TMPDIR/err"
  done
}

@test "SQLite: a description stands with every column" {
  ccg-load "$data"
  tables=$(lite "SELECT sql FROM sqlite_master WHERE type = 'table'
    AND name <> 'ccg_schema'")
  same "$(sed 1d "$root/lib/dataset/columns.csv" | grep -c "^[a-z]*,[a-z]")" \
    "$(grep -c $'^\t-- ' <<<"$tables")"
  grep -qF -- "-- First 16 hex digits of the SHA-256" <<<"$tables"
}

@test "the views answer the first questions" {
  ccg-load "$data"
  same '2016-07|2018-07-13
2016-07|' "$(lite "SELECT from_date, to_date FROM in_special_measures
    WHERE measure = 'special_measures' AND scope = 'financial'
    ORDER BY org_code DESC")"
  same 'NHS Croydon CCG
NHS Vale of York CCG' "$(lite "SELECT org_name FROM in_special_measures
    WHERE measure = 'special_measures' AND from_date <= '2017-01-01'
    AND (to_date IS NULL OR to_date > '2017-01-01') ORDER BY 1")"
  same '-19500000|-15000000|-27000000|-25600000' "$(lite "SELECT plan_gbp,
    control_total_gbp, forecast_gbp, actual_gbp FROM deficits_by_year
    WHERE org_code = '11N' AND fin_year = '2016-17'")"
  same 'good|2018-19||-9700000' "$(lite "SELECT rating, rating_year,
    special_measures_since, actual_gbp FROM ccg_latest
    WHERE org_code = '07V'")"
  same '1|-20200000
0|-23500000' "$(lite "SELECT used, amount_gbp FROM conflicts
    WHERE org_code = '03Q' ORDER BY used DESC")"
  same '14|1' "$(lite "SELECT count(*), sum(state = 'unreadable') FROM sources")"
  same "$(lite 'SELECT (SELECT count(*) FROM status)
    + (SELECT count(*) FROM spending) + (SELECT count(*) FROM deficits)')" \
    "$(lite 'SELECT count(*) FROM facts')"
}

@test "SQLite: a schema of another version is made anew, a newer one is left" {
  ccg-load "$data"
  lite "DROP VIEW ccg_latest; DROP TABLE rejects;
    CREATE TABLE rejects (doc_id, other); INSERT INTO rejects VALUES (1, 2);
    DELETE FROM status; UPDATE ccg_schema SET definition = 'older'"
  ccg-load "$data"
  same 9 "$(lite 'SELECT count(*) FROM ccg_latest')"
  same "$(rows)" "$(lite "$counts")"
  lite 'UPDATE ccg_schema SET version = 99'
  try ccg-load "$data"
  expect 65 '' 'ccg-load: *ccg.sqlite: has schema 99, this program knows 1'
}

@test "data that break the contract are refused by line, the old stay" {
  ccg-load "$data"
  cp "$db" "$BATS_TEST_TMPDIR/first"
  sed -i '3s/,exact,/,precisely,/' "$data/deficits.csv"
  try ccg-load "$data"
  expect 65 '' 'ccg-load: *deficits.csv:3: qualifier: not in the vocabulary'
  cmp "$db" "$BATS_TEST_TMPDIR/first"
  rm "$db"
  try ccg-load "$data"
  expect 65
  [[ ! -e $db ]]
  cp "$root/fixtures/datasets/deficits.csv" "$data"
  sed -n 2p "$data/status.csv" >"$BATS_TEST_TMPDIR/row"
  cat "$BATS_TEST_TMPDIR/row" >>"$data/status.csv"
  try ccg-load "$data"
  expect 65 '' 'ccg-load: *status.csv:29: key stands twice'
}

@test "called wrongly, and targets that cannot be" {
  try ccg-load
  expect 64 '' 'usage: *'
  try ccg-load a b c
  expect 64
  try ccg-load --package a b
  expect 64
  try ccg-load "$data/none"
  expect 66 '' 'ccg-load: *none/documents.csv: No such file or directory'
  try ccg-load "$data/no/such/folder.sqlite" "$data"
  expect 66 '' 'ccg-load: *folder.sqlite: unable to open database file'
  try ccg-load "$data/status.csv" "$data"
  expect 65 '' 'ccg-load: *status.csv: file is not a database'
  sqlite3 "$db" 'CREATE TABLE status (mine)'
  try ccg-load "$data"
  expect 65 '' 'ccg-load: *ccg.sqlite: table status already exists'
  same mine "$(lite "SELECT name FROM pragma_table_info('status')")"
  try ccg-load 'postgresql:///x?host=/nonexistent' "$data"
  expect 66 '' 'ccg-load: postgresql: *No such file or directory*'
}

@test "SQLite: a full disk leaves no half database" {
  (
    ulimit -f 40
    trap '' XFSZ
    try ccg-load "$data"
  )
  expect 71 '' 'ccg-load: *ccg.sqlite: *'
  [[ ! -e $db ]]
}

@test "PostgreSQL: every row is there, twice loaded is once loaded" {
  try ccg-load "$uri" "$data"
  expect 0 '' ''
  same "$(rows)" "$(post "$counts")"
  before=$(post 'SELECT array_agg(xmin::text) FROM status')
  try ccg-load "$uri" "$data"
  expect 0 '' ''
  same "$(rows)" "$(post "$counts")"
  same "$before" "$(post 'SELECT array_agg(xmin::text) FROM status')"
}

@test "PostgreSQL: what comes out again is what went in" {
  ccg-load "$uri" "$data"
  for t in documents status deficits rejects payments; do
    same "$(mlr --icsv --ojson -S cat "$data/$t.csv" | jq -S -c 'sort[]')" \
      "$(psql -X -q "$uri" -c "\\copy $t TO STDOUT CSV HEADER" |
        sed 's/\.00,/,/g' | mlr --icsv --ojson -S cat | jq -S -c 'sort[]')"
  done
}

@test "PostgreSQL and SQLite answer alike" {
  ccg-load "$data"
  ccg-load "$uri" "$data"
  for q in 'org_code, fin_year, actual_gbp, forecast_gbp, plan_gbp,
      control_total_gbp, variance_gbp, statements FROM deficits_by_year' \
    'org_code, measure, scope, from_date, to_date, statements
      FROM in_special_measures' \
    'org_code, rating, rating_year, special_measures_since,
      legal_directions_since, actual_gbp, forecast_gbp FROM ccg_latest' \
    'org_code, fin_year, amount_gbp, used, title FROM conflicts' \
    'doc_id, status_rows, spending_rows, deficits_rows, rejects_rows
      FROM sources' \
    'fact_id, weight, reasons, says, evidence, flags FROM review' \
    'fact_id, dataset, amount_gbp, evidence, url FROM facts'; do
    same "$(lite "SELECT $q" | sort)" \
      "$(post "SELECT $q" | sed -E 's/\.00(\||$)/\1/g' | sort)"
  done
}

@test "PostgreSQL: types, comments, keys" {
  ccg-load "$uri" "$data"
  same 'numeric|date|bigint|text' "$(post "SELECT string_agg(data_type, '|'
    ORDER BY ordinal_position) FROM information_schema.columns
    WHERE table_name = 'deficits' AND column_name IN
    ('amount_gbp', 'period_end', 'evidence_start', 'flags')")"
  same 0 "$(post "SELECT count(*) FROM pg_class c JOIN pg_attribute a
    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relname <> 'ccg_schema'
    AND col_description(c.oid, a.attnum) IS NULL")"
  same 7 "$(post "SELECT count(obj_description(c.oid)) FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'")"
  same 5 "$(post "SELECT count(*) FROM pg_constraint WHERE contype = 'f'")"
}

@test "PostgreSQL: a run that fails leaves the old data" {
  ccg-load "$uri" "$data"
  post "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS
    \$\$BEGIN RAISE 'not today'; END\$\$;
    CREATE TRIGGER no BEFORE INSERT ON rejects
    FOR EACH ROW EXECUTE FUNCTION no()"
  sed -i '$d' "$data/rejects.csv"
  sed -i 's/,outstanding,/,good,/' "$data/status.csv"
  try ccg-load "$uri" "$data"
  post 'DROP TRIGGER no ON rejects; DROP FUNCTION no'
  expect 71 '' 'ccg-load: postgresql: *not today*'
  same 1 "$(post "SELECT count(*) FROM status WHERE value = 'outstanding'")"
  same 4 "$(post 'SELECT count(*) FROM rejects')"
}

@test "PostgreSQL: two loads at once are one after the other" {
  for _ in 1 2 3; do
    ccg-load "$uri" "$data" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
  same "$(rows)" "$(post "$counts")"
}

# package DIR: the faults of a directory against its own datapackage.json.
package() {
  local t args=()
  for t in documents status spending deficits summary rejects payments; do
    mlr --icsv --ojson -S cat "$1/$t.csv" >"$BATS_TEST_TMPDIR/$t.json"
    args+=(--slurpfile "$t" "$BATS_TEST_TMPDIR/$t.json")
  done
  jq -n -r --slurpfile package "$1/datapackage.json" "${args[@]}" \
    -f "$root/tests/filters/package.jq"
}

@test "the data package describes every file, and every file fits it" {
  try ccg-load --package "$data"
  expect 0 '' ''
  same '' "$(package "$data")"
  same "$(cut -d, -f1,2 "$root/lib/dataset/columns.csv" |
    sed '1d;/,$/d')" "$(jq -r '.resources[] | .name as $n |
      .schema.fields[] | "\($n),\(.name)"' "$data/datapackage.json")"
  same "$(ccg-extract -V | sed -n 's/^rules //p')" \
    "$(jq -r .generator.rules "$data/datapackage.json")"
  jq -e '.licenses[0].name == "OGL-UK-3.0" and .version == "1.0.0" and
    (.created | fromdate) > 0 and
    (.resources | all(.schema.missingValues == [""])) and
    (.resources | map(select(.schema.primaryKey)) | length) == 5' \
    "$data/datapackage.json"
}

@test "datasets from before there were payments load, and have none" {
  rm "$data/payments.csv"
  try ccg-load "$data"
  expect 0 '' ''
  same 0 "$(lite 'SELECT count(*) FROM payments')"
  try ccg-load --package "$data"
  expect 0 '' ''
  same 6 "$(jq '.resources | length' "$data/datapackage.json")"
  try ccg-report "$data"
  expect 0 '' ''
  try ccg-verify -p "$data"
  expect 0 dataset,line,doc_id,fact_id,reason ''
}

@test "the data package finds what does not fit" {
  ccg-load --package "$data"
  sed -i '2s/,asserted,/,sworn,/;3s/[0-9a-f]\{16\}/XYZ/' "$data/status.csv"
  sed -i '2s/$/x/' "$data/rejects.csv"
  sed -i '/2017-05-30/d' "$data/documents.csv"
  package "$data" >"$BATS_TEST_TMPDIR/faults"
  cat "$BATS_TEST_TMPDIR/faults"
  grep -q '^status: row 1: modality: not in the enum' "$BATS_TEST_TMPDIR/faults"
  grep -q '^status: row 2: fact_id: not like the pattern' \
    "$BATS_TEST_TMPDIR/faults"
  grep -q '^documents: 13 rows' "$BATS_TEST_TMPDIR/faults"
  grep -q '^spending: doc_id refers to no row' "$BATS_TEST_TMPDIR/faults"
}

@test "the data package is the same for the same data and time" {
  SOURCE_DATE_EPOCH=1500000000 ccg-load --package "$data"
  cp "$data/datapackage.json" "$BATS_TEST_TMPDIR/first"
  SOURCE_DATE_EPOCH=1500000000 ccg-load --package "$data"
  cmp "$data/datapackage.json" "$BATS_TEST_TMPDIR/first"
  same 2017-07-14T02:40:00Z "$(jq -r .created "$data/datapackage.json")"
  SOURCE_DATE_EPOCH=soon try ccg-load --package "$data"
  expect 64 '' 'ccg-load: SOURCE_DATE_EPOCH: not a time: soon'
}
