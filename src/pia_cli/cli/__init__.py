"""The commands: options → core → output, nothing else."""
