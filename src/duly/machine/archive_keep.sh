# Keeps one finished file of PostgreSQL's log: archive_keep.sh PATH NAME FOLDER. Written by Duly at every start: a change made here is lost.
# It says "done" only when the file would outlive a power cut, and never replaces a file by a different one.
set -eu
umask 077
kept="$3/$2.gz"
making="$3/.making-$2"
if [ ! -d "$3" ]; then
    echo "Duly: the folder for the database's log, $3, is not there, so $2 is not kept in it." >&2
    exit 1
fi
if [ -e "$kept" ]; then
    if gzip -cd "$kept" | cmp -s - "$1"; then
        sync "$kept" "$3"
        exit 0
    fi
    echo "Duly: $kept is there already and holds something else. It is left as it is, and $2 is not kept." >&2
    exit 1
fi
trap 'rm -f "$making"' EXIT
gzip -1 -c "$1" > "$making"
sync "$making"
mv "$making" "$kept"
sync "$3"
