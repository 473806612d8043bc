# Holds datasets against a data package, by Table Schema as it is written:
#   jq -n -r --slurpfile package datapackage.json --slurpfile NAME ROWS ...
#     -f package.jq
# prints a line for every fault.  It knows nothing of the C code's checks.
def number: test("^-?[0-9]+(\\.[0-9]+)?$");
def day: test("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");

def typed($type):
  if $type == "string" then true
  elif $type == "integer" then test("^-?[0-9]+$")
  elif $type == "number" then number
  elif $type == "date" then day
  else error("type \($type)") end;

def fault($field; $value):
  ($field.constraints // {}) as $c |
  if $value == null then "missing"
  elif $value == "" then if $c.required then "required" else empty end
  elif ($value | typed($field.type) | not) then "not of type \($field.type)"
  elif $c.enum and ($c.enum | index([$value]) | not) then "not in the enum"
  elif $c.pattern and ($value | test("^(" + $c.pattern + ")$") | not) then
    "not like the pattern"
  elif $c.minimum != null and ($value | tonumber) < $c.minimum then "too small"
  elif $c.maximum != null and ($value | tonumber) > $c.maximum then "too large"
  else empty end;

def keys_of($row; $names): [$names[] as $n | $row[$n]];

def double_keys($resource; $rows):
  (($resource.schema.primaryKey // empty), $resource.schema.uniqueKeys[]?)
  as $key |
  [$rows[] | keys_of(.; $key)] | group_by(.)[] | select(length > 1) |
  "\($resource.name): key stands twice: \(.[0])";

def dangling($resource; $rows; $all):
  $resource.schema.foreignKeys[]? as $f |
  [$all[$f.reference.resource][][$f.reference.fields]] as $there |
  $rows[][$f.fields] | select(. != "") | . as $v |
  select($there | index([$v]) | not) |
  "\($resource.name): \($f.fields) refers to no row: \($v)";

$package[0] as $p |
if $p.profile != "tabular-data-package" or ($p.resources | length) != 7
then "not such a package" else empty end,
($p.resources[] as $r | $ARGS.named[$r.name][0] as $rows |
  if ($rows | length) != $r.rows then "\($r.name): \($rows | length) rows"
  else empty end,
  (if ($rows | length) > 0 and
      ($rows[0] | keys_unsorted) != [$r.schema.fields[].name]
  then "\($r.name): not the columns of the schema" else empty end),
  ($rows | to_entries[] as $row | $r.schema.fields[] as $field |
    fault($field; $row.value[$field.name]) |
    "\($r.name): row \($row.key + 1): \($field.name): \(.)"),
  double_keys($r; $rows),
  dangling($r; $rows; $ARGS.named | map_values(.[0])))
