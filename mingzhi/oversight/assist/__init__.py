"""裁量智能辅助: it proposes, a person decides. Empty until its issue."""
