"""Finding cases and post among a million: lists by keyset, counts, words, and the cases most alike; only ever what whoever looks may see."""
