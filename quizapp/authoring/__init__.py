"""Articles become drafts, drafts are reviewed and edited, sets are published."""
