"""The questions after each module, and the attempts at answering them."""
