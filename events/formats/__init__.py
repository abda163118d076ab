"""What goes out as text: references as people print them, and files that other programs read. Pure Python."""
