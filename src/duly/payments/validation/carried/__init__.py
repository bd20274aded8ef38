"""The same rules, the same rows, run by other engines than DuckDB: for a council that has outgrown one machine, and to be measured against."""
