"""The service's tables as Django sees them."""

from django.db import models


class Person(models.Model):
    username = models.TextField()

    class Meta:
        managed = False
        db_table = "user"

    def __str__(self):
        return self.username


class Questionnaire(models.Model):
    user = models.ForeignKey(Person, models.CASCADE)
    position = models.TextField()
    experience_level = models.TextField(
        null=True, choices=[(level, level) for level in ("0-2", "3-5", "6+")]
    )
    company_size = models.TextField(
        null=True,
        choices=[
            (size, size) for size in ("startup", "small", "medium", "enterprise")
        ],
    )
    submitted_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "questionnaire"

    def __str__(self):
        return self.position
