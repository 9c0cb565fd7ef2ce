"""The same list as `QuestionnaireAdmin` declares; without the filter by person, which would be a menu of them all."""

from django.contrib import admin

from .models import Person, Questionnaire


@admin.register(Questionnaire)
class QuestionnaireAdmin(admin.ModelAdmin):
    list_display = [
        "id",
        "position",
        "user",
        "experience_level",
        "company_size",
        "submitted_at",
    ]
    list_filter = ["experience_level", "company_size", "submitted_at"]
    list_per_page = 25
    search_fields = ["position"]
    ordering = ["-id"]
    autocomplete_fields = ["user"]


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    search_fields = ["username"]
    ordering = ["username"]
