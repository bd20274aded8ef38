#!/bin/sh
# Makes the styles, fonts and scripts of the pages from their sources. With a folder as argument, writes there instead.
set -eu
cd "$(dirname "$0")"
to="${1:-../src/duly/ui/static/duly}"
from=node_modules
[ -d "$from/sass" ] || { echo "Run 'npm ci' in assets/ first." >&2; exit 2; }
mkdir -p "$to/fonts"
"$from/.bin/sass" --quiet-deps --no-source-map --no-error-css --style=compressed --load-path="$from" scss/duly.scss "$to/duly.css"
for face in next mono; do
  name="atkinson-hyperlegible-$face"
  cp "$from/@fontsource-variable/$name/files/$name-latin-wght-normal.woff2" "$to/fonts/"
  cp "$from/@fontsource-variable/$name/LICENSE" "$to/fonts/$name.LICENSE.txt"
done
sed '/^\/\/# sourceMappingURL=/d' "$from/htmx.org/dist/htmx.min.js" > "$to/htmx.min.js"
cp js/*.js images/favicon.svg "$to/"
