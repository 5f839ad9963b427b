"""Many files: order, processes, the cache, shards."""
