"""The replay score: with only that night's data, would the right post have been told, how soon, and at what cost?"""
