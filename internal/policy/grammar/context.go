package grammar

const MaxRights = 8 // words: "rights with regard to your personal data, including the following"

const MaxBehindException = 4 // words: "except in the following cases"
