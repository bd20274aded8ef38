# Gives back one kept file of PostgreSQL's log: archive_fetch.sh NAME PATH FOLDER…, from the first folder that has it whole.
# Leaves with 1 for one that is not there, which ends a recovery, and with 126 where only damaged ones are, which stops it.
name="$1"
path="$2"
shift 2
leave=1
for folder in "$@"; do
    if [ -e "$folder/$name.gz" ]; then
        gzip -cd "$folder/$name.gz" > "$path" && exit 0
        echo "Duly: the kept file $folder/$name.gz is damaged." >&2
        leave=126
    fi
    if [ -e "$folder/$name" ]; then
        cp "$folder/$name" "$path" && exit 0
        echo "Duly: the file $folder/$name cannot be read." >&2
        leave=126
    fi
done
exit $leave
