"""What happened: visits, as providers' systems logged them."""
