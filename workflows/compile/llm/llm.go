package llm

const maxActions = 20
