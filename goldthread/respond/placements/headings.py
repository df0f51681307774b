"""What a Philomena form is asked about, by part: each heading and its words."""

# The headings of Part 1, and of Part 2 that is written when the child goes (1.14, November 2026).
PART_1 = {
    "identity": "Who the child is",
    "vulnerabilities": "What makes the child vulnerable",
    "associates": "Friends, family, people of concern",
    "places": "Addresses and haunts",
    "medical": "Medical needs and medication",
    "financial": "Bank, cards, money",
    "social_media": "Accounts",
    "phone": "Telephones",
    "transport": "How the child gets about",
}
PART_2 = {
    "circumstances": "What happened before",
    "clothing": "Clothing",
    "carries": "What the child has along",
}
