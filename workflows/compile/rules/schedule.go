package rules

// readSchedule takes the words out of the prompt that say when the plan runs.
func (b *builder) readSchedule() {
}
