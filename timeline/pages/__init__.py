"""The pages that readers see and publishers embed."""
