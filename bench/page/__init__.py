"""The page of a timeline beside two peers with the same fifty events: what it weighs, asks for and takes to be seen."""
