// On pages that are signed: says that the day has passed by which this page was to be reviewed again, though nobody has
// built the site since.
for (const notice of document.querySelectorAll("[data-review-by]")) {
  if (new Date().toISOString().slice(0, 10) > notice.dataset.reviewBy) notice.hidden = false;
}
