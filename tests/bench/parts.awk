# Plain tables of invented parts, TO/00001/documents and TO/00001/facts...
# for tests/bench/reduce.sh.  Documents are dealt out in turn, so that every
# part has some of everywhere; each has up to 8 facts about one of CODES.
function rnd(n) { seed = seed * 16807 % 2147483647; return seed % n }
function pick(list, n) { return list[rnd(n) + 1] }

# The cells between org_text and confidence of a state; those of a figure.
function state(at) {
  return sprintf("%s,%s,overall,%s-01,,,,,,,,,,,asserted,%d-%02d,,,,%s-28,,%s,The group was put there,%s,put-in",
    pick(regime, 2), rnd(3) ? "in" : "exited", month, year, year - 1999, month, id, at)
}
function figure(set, at,  pounds) {
  pounds = (set == "deficits" && rnd(2) ? -1 : 1) * (rnd(600) + 1) * 100000
  return sprintf("%s,,,,,,%s,%s,year,%d,%d,%d,exact,£%.1fm,asserted,%d-%02d,%d-04-01,%d-03-31,this year,%s-28,,%s,\"The group, it was told, is £%.1fm out\",%s,%s",
    set == "deficits" ? pick(position, 4) : pick(money, 3), set == "spending" ? pick(kind, 3) : "",
    pick(basis, 3), pounds, pounds, pounds, pounds / 1000000, year, year - 1999, year, year + 1,
    month, id, pounds / 1000000, at, set == "spending" && rnd(2) ? "table-line" : "in-the-red")
}

function fact(i,  n, org, set, cells) {
  n = rnd(20); set = n < 1 ? "status" : n < 15 ? "deficits" : "spending"
  org = pick(code, orgs); year = 2013 + rnd(8); month = sprintf("%d-%02d", year, rnd(12) + 1)
  cells = (100 * i) "," (100 * i + 80)
  cells = set == "status" ? state(cells) : figure(set, cells)
  printf "%s,%08x%08x,%08x%08x,%s,NHS %s CCG,ccg,the CCG,%s,0.%02d,1,,%s,HCR,%s-28\n",
    set, doc, i, rnd(99999999), i, org, org, cells, 50 + rnd(50), source, month >file
}

BEGIN {
  seed = 20161
  orgs = split(codes, code, " ")
  split("special_measures legal_directions", regime, " ")
  split("position position_in_year variance control_total", position, " ")
  split("spend savings allocation", money, " "); split("total acute prescribing", kind, " ")
  split("actual forecast plan", basis, " ")
  for (part = 1; part <= parts; part++) {
    list = sprintf("%s/%05d/documents", to, part); file = sprintf("%s/%05d/facts", to, part)
    print "doc_id,source,url,publisher,published,title,retrieved,bytes,blocks,state,reason,input,input_id" >list
    print "dataset,fact_id,claim_id,org_code,org_name,org_type,org_text,measure,value,scope,event_date,due_date,counterparts,category,basis,span,amount_gbp,amount_low,amount_high,qualifier,amount_text,modality,fin_year,period_start,period_end,period_text,as_of,detail,doc_id,evidence,evidence_start,evidence_end,rule,confidence,mentions,flags,source,publisher,published" >file
    left = int(facts * part / parts) - int(facts * (part - 1) / parts)
    for (k = 0; left > 0; k++) {
      doc = k * parts + part; source = sprintf("news/%08d.html", doc); id = sprintf("%08x%08x", doc * 40503 % 65521, doc)
      printf "%s,%s,,HCR,2018-05-29,A group in the red,,5067,44,read,,/in/%s,%016x\n", id, source, source, doc >list
      for (i = 1; i <= 8 && left > 0; i++) { fact(i); left-- }
    }
    close(list); close(file)
  }
}
