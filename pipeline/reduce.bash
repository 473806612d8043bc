# From parts to datasets.  Sourced by pipeline.sh.

# Their members lie in $work/p/K, K from 1, as the order of $parts is.
unpack() {
  local k=0 part to kind
  mkdir "$work/p"
  for part in "${parts[@]}"; do
    k=$((k + 1))
    to=$work/p/$(printf %06d $k)
    mkdir "$to"
    tar -xf "$part" -C "$to" 2>"$work/tar" || die 65 "$part: no part: $(
      tail -n 1 "$work/tar"
    )"
    read -r kind <"$to/about" && [[ $kind == "ccg-part 1" ]] ||
      die 65 "$part: no part"
  done
}

# said NAME: what the parts say behind that word, each once.
said() { sed -n "s/^$1 //p" "$work"/p/*/about | sort -u; }

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
  said list >"$work/lists"
  while read -r list; do
    [[ -r $list ]] || die 66 "$list: cannot be read"
    grep -qxF "$(sha256sum <"$list" | cut -c 1-64)" "$work/lists" ||
      die 65 "$list: its part is missing"
  done <"$shards"
}

# Of documents with the same bytes one is taken: that whose file comes first
# by its path.  The others, by part, are lost.
choose() {
  local k n
  if ((${#parts[@]} == 1)); then
    ln -s "$work"/p/*/documents.gz "$work/documents"
    return
  fi
  ccg-sort --tag part -k doc_id,input "$work"/p/*/documents.gz \
    >"$work/met" || check ccg-sort $?
  ccg-sort --merge -u -k doc_id "$work/met" |
    ccg-sort -k source,doc_id >"$work/documents" ||
    check "ccg-sort ccg-sort" "${PIPESTATUS[@]}"
  ccg-sort --merge -d -k doc_id -C doc_id,part "$work/met" >"$work/lost" ||
    check ccg-sort $?
  ccg-aggregate -p -g part -a count -C part "$work/lost" >"$work/losers" ||
    check ccg-aggregate $?
  while read -r k; do
    n=$(printf %06d "$k")
    ccg-flag --no-builtin --where "part = $k" "$work/lost" >"$work/lost.$n" ||
      check ccg-flag $?
  done < <(tail -n +2 "$work/losers")
}

# merge NAME: the rows of all parts as one stream, without what is lost.
merge() {
  local file n files=()
  if ((${#parts[@]} == 1)); then
    cat "$work"/p/*/"$1.gz"
    return
  fi
  for file in "$work"/lost.*; do
    n=${file##*.}
    [[ -e $file ]] || continue
    ccg-join --anti -k doc_id -f "$file" "$work/p/$n/$1.gz" \
      >"$work/p/$n/$1.left" || check ccg-join $?
    mv "$work/p/$n/$1.left" "$work/p/$n/$1.gz"
  done
  files=("$work"/p/*/"$1.gz")
  n=0
  while ((${#files[@]} > 200)); do
    n=$((n + 1))
    ccg-sort --merge -k source,doc_id "${files[@]:0:200}" \
      >"$work/$1.$n" || check ccg-sort $?
    rm "${files[@]:0:200}"
    files=("${files[@]:200}" "$work/$1.$n")
  done
  ccg-sort --merge -k source,doc_id "${files[@]}"
}

# What a person has corrected; facts that were added find their place.
correct() {
  if ((${#corrections[@]} == 0)); then
    cat
  else
    ccg-normalise --tidy "${corrections[@]}" --documents "$work/documents" |
      ccg-sort -k source,doc_id
  fi
}

# Parts to one stream each of documents, facts, unread, untidy and payments.
reduce() {
  local name
  unpack
  [[ $mode != reduce ]] || complete
  choose
  merge facts | correct | ccg-flag >"$work/facts" ||
    check "ccg-sort ccg-normalise ccg-flag" "${PIPESTATUS[@]}"
  for name in unread untidy payments; do
    merge "$name" >"$work/$name" || check ccg-sort $?
  done
}

datasets() {
  local name extra=doc_id,dataset,measure,org_text,amount_text,period_text,rule
  for name in status spending deficits; do
    ccg-flag -p --no-builtin --where "dataset = \"$name\"" -C "@$name" \
      "$work/facts" >"$new/$name.csv" || check ccg-flag $?
  done
  ccg-flag --no-builtin --where 'dataset != "status"' "$work/facts" |
    ccg-aggregate -a best \
      -g org_code,fin_year,dataset,measure,category,basis,span |
    ccg-flag -p -C @summary >"$new/summary.csv" ||
    check "ccg-flag ccg-aggregate ccg-flag" "${PIPESTATUS[@]}"
  ccg-aggregate -g doc_id -a count=facts "$work/facts" >"$work/counts" ||
    check ccg-aggregate $?
  ccg-join -p --left --empty 0 -k doc_id -f "$work/counts" -C @documents \
    "$work/documents" >"$new/documents.csv" || check ccg-join $?
  # What could not be read has none of the columns that facts have.
  ccg-join -p --left -k doc_id -f <(echo $extra) -C @rejects "$work/unread" \
    >"$new/rejects.csv" || check ccg-join $?
  zcat "$work/untidy" | tail -n +2 >>"$new/rejects.csv" ||
    check "zcat tail" "${PIPESTATUS[@]}"
  ccg-flag -p --no-builtin -C @payments "$work/payments" \
    >"$new/payments.csv" || check ccg-flag $?
}

# What people load and look at.
products() {
  ccg-load --package "$new" || check ccg-load $?
  ccg-load "$new" || check ccg-load $?
  ccg-report "$new" || check ccg-report $?
}

rows() { # FILE
  local n
  { read -r n && read -r n; } < <(ccg-aggregate -p -a count "$1")
  echo "$n"
}

# What was found, and where.
tell() {
  local name
  echo "$dir:"
  for name in documents status spending deficits summary rejects payments; do
    printf '%8d  %s\n' "$(rows "$dir/$name.csv")" "$name.csv"
  done
  ccg-aggregate -p -g reason -a count=n -C n,reason "$dir/rejects.csv" |
    tail -n +2 | while IFS=, read -r n name; do
      printf '%8s    %d %s\n' '' "$n" "$name"
    done
}

# All parts are there: what runs that lost their host have left can go.
forget_tries() {
  local part
  for part in "${parts[@]}"; do rm -rf "$part".tmp.*; done
}

# --review DIR: the facts most worth a look, to be edited and given to -c.
review() {
  [[ -r $1/ccg.sqlite ]] || die 66 "$1/ccg.sqlite: no such datasets"
  sqlite3 -batch -init /dev/null -readonly -csv -header "$1/ccg.sqlite" \
    'SELECT * FROM review' | ccg-flag -p --no-builtin ||
    check "sqlite3 ccg-flag" "${PIPESTATUS[@]}"
}
