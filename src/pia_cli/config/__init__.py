"""The settings of a run: pia.toml, the baseline, and what they leave of the findings."""
