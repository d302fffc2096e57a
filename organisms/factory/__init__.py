"""Makes tiny language models with a planted, measured property, or with none: ground truth for detectors."""
