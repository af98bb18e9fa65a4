"""What is shown, counted and watched. Neighbours never import one another."""
