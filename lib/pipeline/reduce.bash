# From parts to datasets.  Sourced by pipeline.sh.

# Their members lie in $work/p/K, K from 1, as the order of $parts is.
unpack() {
  local k=0 part to kind
  ((${#parts[@]} == 0)) ||
    seq -f "$work/p/%06.0f" ${#parts[@]} | xargs -d '\n' mkdir || exit 71
  for part in "${parts[@]}"; do
    k=$((k + 1))
    printf -v to '%s/p/%06d' "$work" $k
    tar -xf "$part" -C "$to" 2>"$work/tar" || die 65 "$part: no part: $(
      tail -n 1 "$work/tar"
    )"
    read -r kind <"$to/about" && [[ $kind == "ccg-part 1" ]] ||
      die 65 "$part: no part"
  done
}

# said NAME: what the parts say behind that word, each once.
said() {
  printf '%s\0' "$work"/p/*/about | xargs -0 sed -n "s/^$1 //p" | sort -u
}

# No part may be missing: what a wildcard finds makes a wrong total without a
# word.  Lists that --shard wrote say how many there are; of others --shards
# names all.
complete() {
  local list k n set
  (($(said rules | wc -l) == 1)) || die 65 "parts of different rules"
  while IFS=- read -r k _ n set; do
    [[ $k =~ ^[0-9]+$ && $n =~ ^[0-9]+$ && $set =~ ^[0-9a-f]{8}$ ]] || continue
    echo "$n $set" >>"$work/sets"
    echo "$((10#$k))" >>"$work/numbers"
  done < <(said shard)
  if [[ -s $work/sets ]]; then
    (($(sort -u "$work/sets" | wc -l) == 1)) ||
      die 65 "parts of different sets of lists"
    read -r n set <"$work/sets"
    k=$(seq "$n" | grep -vxFf "$work/numbers" | paste -sd ' ') || true
    [[ -z $k ]] || die 65 "of $n parts these are missing: $k"
  fi
  [[ -n $shards ]] || return 0
  said list >"$work/said"
  while read -r list; do
    [[ -r $list ]] || die 66 "$list: cannot be read"
  done <"$shards"
  list=$(xargs -d '\n' sha256sum -z -- <"$shards" | tr '\0' '\n' |
    awk -v said="$work/said" '
      BEGIN { while ((getline digest <said) > 0) there[digest] }
      !(substr($0, 1, 64) in there) { print substr($0, 67); exit }')
  [[ -z $list ]] || die 65 "$list: its part is missing"
}

# Of documents with the same bytes one is taken: that whose file comes first
# by its path; with a state, first of those that are the newest.  $chosen
# has them; lost.K in plain CSV those of part K that are not.
choose() {
  local n=("$work"/p/*)
  chosen=$n/documents.gz
  [[ ${#n[@]} -gt 1 || -n $state ]] || return 0
  chosen=$work/chosen
  ccg-sort --tag part -k doc_id,input "$work"/p/*/documents.gz \
    >"$work/all" || check ccg-sort $?
  if [[ -n $state ]]; then
    rank
    ccg-join --anti -k part,input_id -f "$work/entries" -p -C doc_id,part \
      "$work/all" >"$work/lost" || check ccg-join $?
    ccg-join -k part,input_id -f "$work/entries" "$work/all" |
      ccg-sort -k doc_id,rank,input >"$work/met" ||
      check "ccg-join ccg-sort" "${PIPESTATUS[@]}"
  else
    mv "$work/all" "$work/met"
    echo doc_id,part >"$work/lost"
  fi
  ccg-sort --merge -u -k doc_id "$work/met" |
    ccg-sort -k source,doc_id >"$chosen" ||
    check "ccg-sort ccg-sort" "${PIPESTATUS[@]}"
  ccg-sort --merge -d -k doc_id -p -C doc_id,part "$work/met" |
    tail -n +2 >>"$work/lost" || check "ccg-sort tail" "${PIPESTATUS[@]}"
  ! has_rows "$work/lost" || tail -n +2 "$work/lost" | sort -t , -k 2,2 |
    awk -F , -v to="$work/lost" '
      $2 != k { if (k) close(name); k = $2; name = sprintf("%s.%06d", to, k)
        print "doc_id" >name }
      { print $1 >name }'
}

# What is lost leaves the parts.
lose() {
  local file name n
  for file in "$work"/lost.*; do
    n=${file##*.}
    [[ -e $file ]] || continue
    for name in facts unread untidy payments; do
      ccg-join --anti -k doc_id -f "$file" "$work/p/$n/$name.gz" \
        >"$work/p/$n/$name.left" || check ccg-join $?
      mv "$work/p/$n/$name.left" "$work/p/$n/$name.gz"
    done
  done
}

# merge NAME: the rows of all parts as one stream.
merge() {
  local n=0 files=("$work"/p/*/"$1.gz")
  ((${#files[@]} > 1)) || exec cat "${files[0]}"
  # As a tree: so many are open at once, and no more.
  while ((${#files[@]} > fan)); do
    n=$((n + 1))
    ccg-sort --merge -k source,doc_id "${files[@]:0:fan}" \
      >"$work/$1.$n" || check ccg-sort $?
    rm "${files[@]:0:fan}"
    files=("${files[@]:fan}" "$work/$1.$n")
  done
  ccg-sort --merge -k source,doc_id "${files[@]}"
}

# merged NAME: leaves in $file where that is: of one part, there already.
merged() {
  local files=("$work"/p/*/"$1.gz")
  file=${files[0]}
  ((${#files[@]} > 1)) || return 0
  file=$work/$1
  (merge "$1") >"$file" || check ccg-sort $?
}

# What a person has corrected; facts that were added find their place.
correct() {
  if ((${#corrections[@]} == 0)); then
    exec cat
  else
    ccg-normalise --tidy "${corrections[@]}" --documents "$chosen" |
      ccg-sort -k source,doc_id
  fi
}

# Parts to one stream each of documents, facts, unread, untidy and payments.
# What stood in documents that others have superseded stays in facts, and only
# there: facts.now has none of it.  $documents and $facts say where they are.
reduce() {
  unpack
  [[ $mode != reduce ]] || complete
  choose
  lose
  [[ -z $state ]] || supersede
  documents=$chosen facts=$work/facts.now
  if [[ -n $state ]] && has_rows "$work/superseded"; then
    documents=$work/documents facts=$work/facts
    set_apart
  elif ((${#corrections[@]} > 0)); then
    merge facts | correct | ccg-flag >"$facts" ||
      check "ccg-sort ccg-normalise ccg-flag" "${PIPESTATUS[@]}"
  else
    local all=("$work"/p/*/facts.gz)
    if ((${#all[@]} == 1)); then
      ccg-flag "${all[0]}" >"$facts" || check ccg-flag $?
    else
      merge facts | ccg-flag >"$facts" ||
        check "ccg-sort ccg-flag" "${PIPESTATUS[@]}"
    fi
  fi
}

set_apart() {
  local columns=doc_id,source,url,publisher,published,title,retrieved,bytes
  columns+=,blocks,state
  ccg-join --anti -k doc_id -f "$work/superseded" -C $columns,reason \
    "$chosen" >"$work/ours" || check ccg-join $?
  ccg-sort --merge -k source,doc_id -C $columns "$chosen" |
    ccg-join -k doc_id -f "$work/superseded" -C $columns,reason |
    ccg-sort --merge -k source,doc_id "$work/ours" - >"$documents" ||
    check "ccg-sort ccg-join ccg-sort" "${PIPESTATUS[@]}"
  merge facts | correct >"$work/theirs" ||
    check "ccg-sort ccg-normalise" "${PIPESTATUS[@]}"
  ccg-join --anti -k doc_id -f "$work/superseded" "$work/theirs" |
    ccg-flag >"$work/facts.now" ||
    check "ccg-join ccg-flag" "${PIPESTATUS[@]}"
  ccg-join --semi -k doc_id -f "$work/superseded" "$work/theirs" |
    ccg-sort --merge -k source,doc_id "$work/facts.now" - >"$facts" ||
    check "ccg-join ccg-sort" "${PIPESTATUS[@]}"
}

datasets() {
  local name file extra=doc_id,dataset,measure,org_text,amount_text
  extra+=,period_text,rule
  for name in status spending deficits; do
    ccg-flag -p --no-builtin --where "dataset = \"$name\"" -C "@$name" \
      "$facts" >"$new/$name.csv" || check ccg-flag $?
  done
  # Documents come one behind the other, each in one part only by now.
  ccg-flag --no-builtin --where 'dataset != "status"' "$work/facts.now" |
    ccg-aggregate -a 'best(whole)' \
      -g org_code,fin_year,dataset,measure,category,basis,span |
    ccg-flag -p -C @summary >"$new/summary.csv" ||
    check "ccg-flag ccg-aggregate ccg-flag" "${PIPESTATUS[@]}"
  # One document at a time, since they are in that order.
  ccg-aggregate --sorted -g source,doc_id -a count=facts "$facts" >"$work/counts" ||
    check ccg-aggregate $?
  ccg-join -p --left --empty 0 -k doc_id -f "$work/counts" -C @documents \
    "$documents" >"$new/documents.csv" || check ccg-join $?
  # What could not be read has none of the columns that facts have.
  merged unread
  ccg-join -p --left -k doc_id -f <(echo $extra) -C @rejects "$file" \
    >"$new/rejects.csv" || check ccg-join $?
  merged untidy
  gzip -dc "$file" | tail -n +2 >>"$new/rejects.csv" ||
    check "gzip tail" "${PIPESTATUS[@]}"
  merged payments
  ccg-flag -p --no-builtin -C @payments "$file" >"$new/payments.csv" ||
    check ccg-flag $?
}

# What people load and look at.
products() {
  ccg-load --package "$new" || check ccg-load $?
  ccg-load "$new" || check ccg-load $?
  ccg-report "$new" || check ccg-report $?
}

# has_rows FILE: plain CSV with more than a header.
has_rows() { { read -r && read -r; } <"$1"; }

rows() { # FILE
  local n
  { read -r n && read -r n; } < <(ccg-aggregate -p -a count "$1")
  echo "$n"
}

# All parts are there: what runs that lost their host have left can go.
forget_tries() {
  local part tries
  for part in "${parts[@]}"; do
    tries=("$part".tmp.*)
    [[ ! -e ${tries[0]} ]] || rm -rf "${tries[@]}"
  done
}

# --review DIR: the facts most worth a look, to be edited and given to -c.
review() {
  [[ -r $1/ccg.sqlite ]] || die 66 "$1/ccg.sqlite: no such datasets"
  sqlite3 -batch -init /dev/null -readonly -csv -header "$1/ccg.sqlite" \
    'SELECT * FROM review' | ccg-flag -p --no-builtin ||
    check "sqlite3 ccg-flag" "${PIPESTATUS[@]}"
}
