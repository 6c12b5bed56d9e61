/*
 * span: how the lists of a supplier are cut, and the spans of time that a walk goes through one
 * after the other: narrower where an answer would be too large, wider again after a while. For the
 * files of this room alone.
 */
#ifndef DESK_SPAN_H
#define DESK_SPAN_H

#include "desk/work.h"

bool course_is_offered(const struct supplier *supplier, enum job_kind kind);
/* How the list that this work walks through is cut. */
struct course course_of(const struct work *work);
/* Does it go in spans of time? If not, in one list from cursor to cursor. */
bool span_is_used(const struct work *work);
/* The earliest moment that may still be asked for, if `days` back may be; 0: without end, but we
 * stop somewhere. */
int64_t span_oldest(const struct work *work, int days);
/* The span that begins at step->from; the step is done if the walk ends there. */
void span_cut(struct step *step);
/* The span was answered to its last page: on to the next one. */
void span_pass(struct step *step);
/* For plans: the answer was too large, a shorter span is asked for. */
bool span_narrow(struct step *step);
/* How far the job is and how long it will take. */
void span_tell(struct work *work);

#endif
