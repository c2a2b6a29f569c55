"""The sample library, marked as such, and the made-up students who use it."""
