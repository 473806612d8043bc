# tests/short.awk: unfolds files of short pieces (fixtures/short, see
# fixtures/README.md) into documents and the facts marked in them:
# awk -v docs=DIR -v gold=FILE -f tests/short.awk FILE...
BEGIN {
	print "doc,dataset,org_code,measure,value,scope,category,amount_gbp,basis,fin_year,modality,event_date,due_date,optional,note" >gold
	print "source,published,publisher,title" >(docs "/metadata.csv")
	COLUMNS = 14
}

function bad(why) {
	printf "short.awk: %s:%d: %s\n", FILENAME, FNR, why >"/dev/stderr"
	failed = 1
	exit 65
}

FNR == 1 {
	name = ""
	set = FILENAME
	sub(/.*\//, "", set)
	sub(/\.txt$/, "", set)
}

/^#/ { next }

/^@ / {
	if (name != "")
		close(docs "/" name)
	name = sprintf("%s-%04d.txt", set, FNR)
	begun = blank = 0
	print name "," ($2 == "-" ? "" : $2) ",," >(docs "/metadata.csv")
	next
}

name == "" && NF > 0 { bad("no piece begun by @") }

/^= / {
	row = substr($0, 3)
	bare = row
	gsub(/"[^"]*"/, "", bare)
	for (n = gsub(/,/, "", bare) + 1; n < COLUMNS; n++)
		row = row ","
	if (n > COLUMNS)
		bad("more cells than columns")
	print name "," row >gold
	next
}

# Blank lines between paragraphs stay, those around a piece do not.
NF == 0 { blank++; next }

name != "" {
	for (; blank > 0; blank--)
		if (begun)
			print "" >(docs "/" name)
	print >(docs "/" name)
	begun = 1
}

END { exit failed ? 65 : 0 }
