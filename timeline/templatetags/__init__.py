"""What templates of the site may ask for."""
