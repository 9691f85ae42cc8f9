"""What an organisation does and wants others to find: drafted, reviewed, published, kept fresh."""
