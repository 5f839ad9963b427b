"""Many files: the work of one file, processes that share it, the cache and shards."""
