"""What everything stands on: clock, digests, Merkle tree, errors, the actor stamp. Pure Python."""
