"""What the API is measured beside, each as it comes."""
