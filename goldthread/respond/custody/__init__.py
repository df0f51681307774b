"""Children in custody: the pure rules of nights, certificates, places asked for, and section 136."""
