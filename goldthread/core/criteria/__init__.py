"""What an auditor asks: question sets as versioned data, read by the areas that declare them and by audit."""
