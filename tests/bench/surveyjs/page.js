// The questionnaire in SurveyJS, as its own documentation has it, at its best: statements in a matrix, no fonts, answers in
// localStorage by its recipe. `./dev bench` puts it into one file with esbuild.
import "survey-core/survey-core.fontless.min.css";
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";

const { pages } = JSON.parse(document.getElementById("model").textContent);
const choices = (options) => options.map((text, value) => ({ value, text }));

function elements({ name, isMatrix, questions, opens }) {
  const closed = isMatrix
    ? [{
        type: "matrix",
        name: questions[0].code,
        title: name,
        columns: choices(questions[0].options),
        rows: questions.map(({ code, text }) => ({ value: code, text })),
      }]
    : questions.map(({ code, text, options }) =>
        ({ type: "radiogroup", name: code, title: text, choices: choices(options) }));
  return [...closed, ...opens.map(({ code, text }) => ({ type: "comment", name: code, title: text }))];
}

const survey = new Model({ pages: pages.map((page) => ({ title: page.name, elements: elements(page) })) });
survey.data = JSON.parse(localStorage.getItem("kept") ?? "{}");
survey.onValueChanged.add(() => localStorage.setItem("kept", JSON.stringify(survey.data)));
renderSurvey(survey, document.querySelector("main"));
